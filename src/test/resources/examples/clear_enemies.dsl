BLUEPRINT: BP_ClearEnemies
GRAPH: EventGraph
NODE n1: Event_InputKey [Key=K]
NODE n2: GetAllActorsOfClass [ActorClass=/Script/Engine.Pawn]
NODE n3: ForEachLoop
NODE n4: ActorHasTag [Tag=Enemy]
NODE n5: IsValid
NODE n6: BooleanAND
NODE n7: Branch
NODE n8: DestroyActor
NODE n9: PrintString [InString="All enemies are gone"]
EXEC n1.Pressed -> n2.Execute
EXEC n2.Then -> n3.Execute
EXEC n3.LoopBody -> n7.Execute
EXEC n3.Completed -> n9.Execute
EXEC n7.True -> n8.Execute
DATA n2.OutActors -> n3.Array [Array<Actor>]
DATA n3.ArrayElement -> n4.Target [Actor]
DATA n3.ArrayElement -> n5.Input [Actor]
DATA n3.ArrayElement -> n8.Target [Actor]
DATA n4.ReturnValue -> n6.A [Bool]
DATA n5.ReturnValue -> n6.B [Bool]
DATA n6.ReturnValue -> n7.Condition [Bool]
