BLUEPRINT: BP_TimerCounter
PARENT: Actor
VAR Count: Int
GRAPH: EventGraph
NODE n1: Event_BeginPlay
NODE n2: Self
NODE n3: SetTimerByFunctionName [FunctionName=CountUp, Time=1.000000, Looping=true]
NODE n4: Event_Custom [EventName=CountUp]
NODE n5: VariableGet [VarName=Count]
NODE n6: AddInt [B=1]
NODE n7: VariableSet [VarName=Count]
NODE n8: IntToString
NODE n9: Concatenate [A="Count: "]
NODE n10: PrintString
NODE n11: GreaterEqualInt [B=10]
NODE n12: Branch
NODE n13: Self
NODE n14: ClearTimerByFunctionName [FunctionName=CountUp]
EXEC n1.Then -> n3.Execute
EXEC n4.Then -> n7.Execute
EXEC n7.Then -> n10.Execute
EXEC n10.Then -> n12.Execute
EXEC n12.True -> n14.Execute
DATA n2.Self -> n3.Object [Self]
DATA n5.Value -> n6.A [Int]
DATA n6.ReturnValue -> n7.Value [Int]
DATA n7.Value -> n8.InInt [Int]
DATA n7.Value -> n11.A [Int]
DATA n8.ReturnValue -> n9.B [String]
DATA n9.ReturnValue -> n10.InString [String]
DATA n11.ReturnValue -> n12.Condition [Bool]
DATA n13.Self -> n14.Object [Self]
