BLUEPRINT: BP_MovingPlatform
PARENT: Actor
VAR StartPoint: Vector
VAR Speed: Float
VAR Alpha: Float
VAR EndPoint: Vector
GRAPH: EventGraph
NODE n1: Event_BeginPlay
NODE n2: GetActorLocation
NODE n3: VariableSet [VarName=StartPoint]
NODE n4: Event_Tick
NODE n5: VariableGet [VarName=Speed]
NODE n6: MultiplyFloat
NODE n7: VariableGet [VarName=Alpha]
NODE n8: AddFloat
NODE n9: VariableSet [VarName=Alpha]
NODE n10: Sin
NODE n11: Abs
NODE n12: VariableGet [VarName=StartPoint]
NODE n13: VariableGet [VarName=EndPoint]
NODE n14: LerpVector
NODE n15: SetActorLocation [Sweep=true]
EXEC n1.Then -> n3.Execute
EXEC n4.Then -> n9.Execute
EXEC n9.Then -> n15.Execute
DATA n2.ReturnValue -> n3.Value [Vector]
DATA n4.DeltaSeconds -> n6.A [Float]
DATA n5.Value -> n6.B [Float]
DATA n6.ReturnValue -> n8.B [Float]
DATA n7.Value -> n8.A [Float]
DATA n8.ReturnValue -> n9.Value [Float]
DATA n9.Value -> n10.Input [Float]
DATA n10.ReturnValue -> n11.A [Float]
DATA n11.ReturnValue -> n14.Alpha [Float]
DATA n12.Value -> n14.A [Vector]
DATA n13.Value -> n14.B [Vector]
DATA n14.ReturnValue -> n15.NewLocation [Vector]
