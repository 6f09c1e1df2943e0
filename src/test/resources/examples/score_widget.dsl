BLUEPRINT: BP_ScoreHud
PARENT: Actor
VAR HudWidget: UserWidget
VAR Score: Int
GRAPH: EventGraph
NODE n1: Event_BeginPlay
NODE n2: GetPlayerController
NODE n3: CreateWidget [WidgetClass=/Game/Brewprint/WBP_Score.WBP_Score_C]
NODE n4: VariableSet [VarName=HudWidget]
NODE n5: AddToViewport [ZOrder=10]
NODE n6: Event_Custom [EventName=AddScore, @Params=(Points=Int)]
NODE n7: VariableGet [VarName=Score]
NODE n8: AddInt
NODE n9: VariableSet [VarName=Score]
NODE n10: Event_EndPlay
NODE n11: VariableGet [VarName=HudWidget]
NODE n12: IsValidBranch
NODE n13: RemoveFromParent
EXEC n1.Then -> n3.Execute
EXEC n3.Then -> n4.Execute
EXEC n4.Then -> n5.Execute
EXEC n6.Then -> n9.Execute
EXEC n10.Then -> n12.Execute
EXEC n12.IsValid -> n13.Execute
DATA n2.ReturnValue -> n3.OwningPlayer [PlayerController]
DATA n3.ReturnValue -> n4.Value [UserWidget]
DATA n4.Value -> n5.Target [UserWidget]
DATA n6.Points -> n8.B [Int]
DATA n7.Value -> n8.A [Int]
DATA n8.ReturnValue -> n9.Value [Int]
DATA n11.Value -> n12.InputObject [UserWidget]
DATA n11.Value -> n13.Target [UserWidget]
