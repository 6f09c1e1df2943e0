BLUEPRINT: BP_Damageable
PARENT: Actor
VAR Health: Float
VAR IsDead: Bool
GRAPH: EventGraph
NODE n1: Event_AnyDamage
NODE n2: VariableGet [VarName=Health]
NODE n3: SubtractFloat
NODE n4: ClampFloat [Max=100.0]
NODE n5: VariableSet [VarName=Health]
NODE n6: LessEqualFloat
NODE n7: Branch
NODE n8: CallFunction [@Function=Die]
NODE n9: Event_Custom [EventName=Die]
NODE n10: VariableGet [VarName=IsDead]
NODE n11: BooleanNOT
NODE n12: Branch
NODE n13: VariableSet [VarName=IsDead, Value=true]
NODE n14: PrintString [InString="I am dead", TextColor=(R=1.000000,G=0.000000,B=0.000000,A=1.000000), Duration=5.000000]
NODE n15: SetLifeSpan [InLifespan=3.0]
EXEC n1.Then -> n5.Execute
EXEC n5.Then -> n7.Execute
EXEC n7.True -> n8.Execute
EXEC n9.Then -> n12.Execute
EXEC n12.True -> n13.Execute
EXEC n13.Then -> n14.Execute
EXEC n14.Then -> n15.Execute
DATA n1.Damage -> n3.B [Float]
DATA n2.Value -> n3.A [Float]
DATA n3.ReturnValue -> n4.Value [Float]
DATA n4.ReturnValue -> n5.Value [Float]
DATA n5.Value -> n6.A [Float]
DATA n6.ReturnValue -> n7.Condition [Bool]
DATA n10.Value -> n11.Input [Bool]
DATA n11.ReturnValue -> n12.Condition [Bool]
