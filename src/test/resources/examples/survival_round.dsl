BLUEPRINT: BP_SurvivalRound
PARENT: Actor
VAR Wave: Int
VAR RoundActive: Bool
VAR SpawnRadius: Float
VAR Enemies: Array<Actor>
VAR EnemiesLeft: Int
VAR ResultWidget: UserWidget
GRAPH: EventGraph
NODE n1: Event_BeginPlay
NODE n2: VariableSet [VarName=Wave, Value=1]
NODE n3: VariableSet [VarName=RoundActive, Value=true]
NODE n4: CallFunction [@Function=StartWave]
NODE n5: Event_Custom [EventName=StartWave]
NODE n6: VariableGet [VarName=Wave]
NODE n7: IntToString
NODE n8: Concatenate [A="Wave "]
NODE n9: PrintString [TextColor=(R=1.000000,G=0.800000,B=0.000000,A=1.000000)]
NODE n10: VariableGet [VarName=Wave]
NODE n11: MultiplyInt [B=3]
NODE n12: ForLoop [FirstIndex=1]
NODE n13: VariableGet [VarName=SpawnRadius]
NODE n14: RandomUnitVector
NODE n15: MultiplyVectorFloat
NODE n16: GetActorLocation
NODE n17: AddVector
NODE n18: MakeTransform
NODE n19: SpawnActorFromClass [ActorClass=/Game/Brewprint/BP_Enemy.BP_Enemy_C, CollisionHandlingOverride=AdjustIfPossibleButAlwaysSpawn]
NODE n20: VariableGet [VarName=Enemies]
NODE n21: ArrayAdd
NODE n22: VariableGet [VarName=Enemies]
NODE n23: ArrayLength
NODE n24: VariableSet [VarName=EnemiesLeft]
NODE n25: Event_Custom [EventName=EnemyKilled, @Params=(Enemy=Actor)]
NODE n26: VariableGet [VarName=Enemies]
NODE n27: ArrayRemove
NODE n28: VariableGet [VarName=EnemiesLeft]
NODE n29: SubtractInt [B=1]
NODE n30: VariableSet [VarName=EnemiesLeft]
NODE n31: LessEqualInt
NODE n32: Branch
NODE n33: VariableGet [VarName=Wave]
NODE n34: AddInt [B=1]
NODE n35: VariableSet [VarName=Wave]
NODE n36: GreaterThanInt [B=5]
NODE n37: Branch
NODE n38: VariableSet [VarName=RoundActive, Value=false]
NODE n39: CreateWidget [WidgetClass=/Game/Brewprint/WBP_Victory.WBP_Victory_C]
NODE n40: VariableSet [VarName=ResultWidget]
NODE n41: AddToViewport
NODE n42: Delay [Duration=4.0]
NODE n43: CallFunction [@Function=StartWave]
EXEC n1.Then -> n2.Execute
EXEC n2.Then -> n3.Execute
EXEC n3.Then -> n4.Execute
EXEC n5.Then -> n9.Execute
EXEC n9.Then -> n12.Execute
EXEC n12.LoopBody -> n19.Execute
EXEC n12.Completed -> n24.Execute
EXEC n19.Then -> n21.Execute
EXEC n25.Then -> n27.Execute
EXEC n27.Then -> n30.Execute
EXEC n30.Then -> n32.Execute
EXEC n32.True -> n35.Execute
EXEC n35.Then -> n37.Execute
EXEC n37.True -> n38.Execute
EXEC n37.False -> n42.Execute
EXEC n38.Then -> n39.Execute
EXEC n39.Then -> n40.Execute
EXEC n40.Then -> n41.Execute
EXEC n42.Completed -> n43.Execute
DATA n6.Value -> n7.InInt [Int]
DATA n7.ReturnValue -> n8.B [String]
DATA n8.ReturnValue -> n9.InString [String]
DATA n10.Value -> n11.A [Int]
DATA n11.ReturnValue -> n12.LastIndex [Int]
DATA n13.Value -> n15.B [Float]
DATA n14.ReturnValue -> n15.A [Vector]
DATA n15.ReturnValue -> n17.B [Vector]
DATA n16.ReturnValue -> n17.A [Vector]
DATA n17.ReturnValue -> n18.Location [Vector]
DATA n18.ReturnValue -> n19.SpawnTransform [Transform]
DATA n19.ReturnValue -> n21.Item [Actor]
DATA n20.Value -> n21.Array [Array<Actor>]
DATA n22.Value -> n23.Array [Array<Actor>]
DATA n23.ReturnValue -> n24.Value [Int]
DATA n25.Enemy -> n27.Item [Actor]
DATA n26.Value -> n27.Array [Array<Actor>]
DATA n28.Value -> n29.A [Int]
DATA n29.ReturnValue -> n30.Value [Int]
DATA n30.Value -> n31.A [Int]
DATA n31.ReturnValue -> n32.Condition [Bool]
DATA n33.Value -> n34.A [Int]
DATA n34.ReturnValue -> n35.Value [Int]
DATA n35.Value -> n36.A [Int]
DATA n36.ReturnValue -> n37.Condition [Bool]
DATA n39.ReturnValue -> n40.Value [UserWidget]
DATA n40.Value -> n41.Target [UserWidget]
COMMENT "A new game begins with the first wave": n1, n2, n3, n4
COMMENT "Each wave brings three enemies more": n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n22, n23, n24
COMMENT "Somewhere on a circle around this actor": n13, n14, n15, n16, n17, n18
