BLUEPRINT: BP_CrateSpawner
PARENT: Actor
VAR Crates: Array<Actor>
GRAPH: EventGraph
NODE n1: Event_BeginPlay
NODE n2: ForLoop [FirstIndex=1, LastIndex=5]
NODE n3: RandomFloat [Min=-500.0, Max=500.0]
NODE n4: RandomFloat [Min=-500.0, Max=500.0]
NODE n5: MakeVector [Z=50.0]
NODE n6: GetActorLocation
NODE n7: AddVector
NODE n8: MakeTransform
NODE n9: SpawnActorFromClass [ActorClass=/Game/Brewprint/BP_Crate.BP_Crate_C, CollisionHandlingOverride=AlwaysSpawn]
NODE n10: VariableGet [VarName=Crates]
NODE n11: ArrayAdd
NODE n12: VariableGet [VarName=Crates]
NODE n13: ArrayLength
NODE n14: IntToString
NODE n15: PrintString
EXEC n1.Then -> n2.Execute
EXEC n2.LoopBody -> n9.Execute
EXEC n2.Completed -> n15.Execute
EXEC n9.Then -> n11.Execute
DATA n3.ReturnValue -> n5.X [Float]
DATA n4.ReturnValue -> n5.Y [Float]
DATA n5.ReturnValue -> n7.B [Vector]
DATA n6.ReturnValue -> n7.A [Vector]
DATA n7.ReturnValue -> n8.Location [Vector]
DATA n8.ReturnValue -> n9.SpawnTransform [Transform]
DATA n9.ReturnValue -> n11.Item [Actor]
DATA n10.Value -> n11.Array [Array<Actor>]
DATA n12.Value -> n13.Array [Array<Actor>]
DATA n13.ReturnValue -> n14.InInt [Int]
DATA n14.ReturnValue -> n15.InString [String]
