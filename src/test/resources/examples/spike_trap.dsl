BLUEPRINT: BP_SpikeTrap
VAR Spikes: StaticMeshComponent
GRAPH: EventGraph
NODE n1: Event_OnComponentBeginOverlap [Component=Trigger, @Delegate=OnComponentBeginOverlap, @DelegateOwnerClass=/Script/Engine.PrimitiveComponent, @EventReference=(MemberParent="/Script/CoreUObject.Package'/Script/Engine'",MemberName="ComponentBeginOverlapSignature__DelegateSignature")]
NODE n2: CastToCharacter
NODE n3: DoOnce
NODE n4: ApplyDamage [BaseDamage=25.0]
NODE n5: VariableGet [VarName=Spikes]
NODE n6: SetVisibility [NewVisibility=true]
NODE n7: Delay [Duration=2.0]
NODE n8: VariableGet [VarName=Spikes]
NODE n9: SetVisibility
EXEC n1.Then -> n2.Execute
EXEC n2.CastSucceeded -> n3.Execute
EXEC n3.Completed -> n4.Execute
EXEC n4.Then -> n6.Execute
EXEC n6.Then -> n7.Execute
EXEC n7.Completed -> n9.Execute
EXEC n9.Then -> n3.Reset
DATA n1.OtherActor -> n2.Object [Actor]
DATA n2.AsCharacter -> n4.DamagedActor [Character]
DATA n5.Value -> n6.Target [StaticMeshComponent]
DATA n8.Value -> n9.Target [StaticMeshComponent]
