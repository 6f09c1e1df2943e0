BLUEPRINT: BP_ProximityAlarm
PARENT: Actor
VAR AlarmDistance: Float
VAR AlarmLight: PointLightComponent
GRAPH: EventGraph
NODE n1: Event_Tick
NODE n2: GetPlayerPawn
NODE n3: GetDistanceTo
NODE n4: VariableGet [VarName=AlarmDistance]
NODE n5: LessThan
NODE n6: Branch
NODE n7: VariableGet [VarName=AlarmLight]
NODE n8: SetVisibility [NewVisibility=true, bPropagateToChildren=true]
NODE n9: VariableGet [VarName=AlarmLight]
NODE n10: SetVisibility
EXEC n1.Then -> n6.Execute
EXEC n6.True -> n8.Execute
EXEC n6.False -> n10.Execute
DATA n2.ReturnValue -> n3.OtherActor [Pawn]
DATA n3.ReturnValue -> n5.A [Float]
DATA n4.Value -> n5.B [Float]
DATA n5.ReturnValue -> n6.Condition [Bool]
DATA n7.Value -> n8.Target [PointLightComponent]
DATA n9.Value -> n10.Target [PointLightComponent]
COMMENT "How far is the player?": n2, n3, n4, n5
