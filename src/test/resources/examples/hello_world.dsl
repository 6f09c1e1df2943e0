BLUEPRINT: BP_HelloWorld
PARENT: Actor
GRAPH: EventGraph
NODE n1: Event_BeginPlay
NODE n2: PrintString [InString="Hello, world"]
EXEC n1.Then -> n2.Execute
