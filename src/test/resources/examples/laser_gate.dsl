BLUEPRINT: BP_LaserGate
PARENT: Actor
VAR Beam: StaticMeshComponent
GRAPH: EventGraph
NODE n1: Event_Tick
NODE n2: Gate [StartClosed=true]
NODE n3: AddActorLocalRotation [DeltaRotation="0, 1.5, 0"]
NODE n4: VariableGet [VarName=Beam]
NODE n5: ToggleVisibility
NODE n6: Event_ActorBeginOverlap
NODE n7: Event_ActorEndOverlap
EXEC n1.Then -> n2.Enter
EXEC n2.Exit -> n3.Execute
EXEC n3.Then -> n5.Execute
EXEC n6.Then -> n2.Open
EXEC n7.Then -> n2.Close
DATA n4.Value -> n5.Target [StaticMeshComponent]
COMMENT "The beam turns and flickers while someone stands in it": n2, n3, n4, n5
