BLUEPRINT: BP_RotatingPickup
PARENT: Actor
VAR SpinSpeed: Float
VAR PickupSound: SoundBase
GRAPH: EventGraph
NODE n1: Event_Tick
NODE n2: VariableGet [VarName=SpinSpeed]
NODE n3: MultiplyFloat
NODE n4: MakeRotator
NODE n5: AddActorLocalRotation
NODE n6: Event_ActorBeginOverlap
NODE n7: CastToCharacter
NODE n8: GetActorLocation
NODE n9: VariableGet [VarName=PickupSound]
NODE n10: PlaySoundAtLocation [VolumeMultiplier=0.75]
NODE n11: DestroyActor
EXEC n1.Then -> n5.Execute
EXEC n6.Then -> n7.Execute
EXEC n7.CastSucceeded -> n10.Execute
EXEC n10.Then -> n11.Execute
DATA n1.DeltaSeconds -> n3.A [Float]
DATA n2.Value -> n3.B [Float]
DATA n3.ReturnValue -> n4.Yaw [Float]
DATA n4.ReturnValue -> n5.DeltaRotation [Rotator]
DATA n6.OtherActor -> n7.Object [Actor]
DATA n8.ReturnValue -> n10.Location [Vector]
DATA n9.Value -> n10.Sound [SoundBase]
COMMENT "Spin around the vertical axis": n1, n2, n3, n4, n5
COMMENT "Play a sound and vanish when a character touches it": n6, n7, n8, n9, n10, n11
