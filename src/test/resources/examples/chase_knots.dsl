BLUEPRINT: BP_Chaser
PARENT: Actor
VAR ChaseSpeed: Float
GRAPH: EventGraph
NODE n1: Event_Tick
NODE n2: GetPlayerPawn
NODE n3: GetActorLocation
NODE n4: GetActorLocation
NODE n5: SubtractVector
NODE n6: Normalize
NODE n7: VariableGet [VarName=ChaseSpeed]
NODE n8: MultiplyFloat
NODE n9: MultiplyVectorFloat
NODE n10: AddActorWorldOffset [bSweep=true]
NODE n11: FindLookAtRotation
NODE n12: SetActorRotation
EXEC n1.Then -> n10.Execute
EXEC n10.Then -> n12.Execute
DATA n1.DeltaSeconds -> n8.B [Float]
DATA n2.ReturnValue -> n3.Target [Pawn]
DATA n3.ReturnValue -> n5.A [Vector]
DATA n3.ReturnValue -> n11.Target [Vector]
DATA n4.ReturnValue -> n5.B [Vector]
DATA n4.ReturnValue -> n11.Start [Vector]
DATA n5.ReturnValue -> n6.A [Vector]
DATA n6.ReturnValue -> n9.A [Vector]
DATA n7.Value -> n8.A [Float]
DATA n8.ReturnValue -> n9.B [Float]
DATA n9.ReturnValue -> n10.DeltaLocation [Vector]
DATA n11.ReturnValue -> n12.NewRotation [Rotator]
