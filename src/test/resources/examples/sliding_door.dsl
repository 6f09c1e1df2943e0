BLUEPRINT: BP_SlidingDoor
VAR DoorMesh: StaticMeshComponent
GRAPH: EventGraph
NODE n1: Event_InputAction [ActionName=Interact]
NODE n2: FlipFlop
NODE n3: VariableGet [VarName=DoorMesh]
NODE n4: SetRelativeLocation [NewLocation="0, 120.0, 0"]
NODE n5: Delay [Duration=0.5]
NODE n6: PrintString [InString="The door is open"]
NODE n7: VariableGet [VarName=DoorMesh]
NODE n8: SetRelativeLocation [NewLocation="0, 0, 0"]
EXEC n1.Pressed -> n2.Execute
EXEC n2.A -> n4.Execute
EXEC n2.B -> n8.Execute
EXEC n4.Then -> n5.Execute
EXEC n5.Completed -> n6.Execute
DATA n3.Value -> n4.Target [StaticMeshComponent]
DATA n7.Value -> n8.Target [StaticMeshComponent]
