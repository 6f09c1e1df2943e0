BLUEPRINT: BP_WeaponSwitch
VAR WeaponIndex: Int
GRAPH: EventGraph
NODE n1: Event_InputAction [ActionName=NextWeapon]
NODE n2: VariableGet [VarName=WeaponIndex]
NODE n3: AddInt [B=1]
NODE n4: Modulo [B=3]
NODE n5: VariableSet [VarName=WeaponIndex]
NODE n6: SwitchOnInt
NODE n7: PrintString [InString=Sword]
NODE n8: PrintString [InString=Bow]
NODE n9: PrintString [InString=Staff]
NODE n10: Event_InputAction [ActionName=Attack]
NODE n11: Sequence
NODE n12: PrintString [InString="Attack!", bPrintToLog=false]
NODE n13: MultiGate [Loop=true]
NODE n14: PrintString [InString="First swing"]
NODE n15: PrintString [InString="Second swing"]
EXEC n1.Pressed -> n5.Execute
EXEC n5.Then -> n6.Execute
EXEC n6.Case_0 -> n7.Execute
EXEC n6.Case_1 -> n8.Execute
EXEC n6.Case_2 -> n9.Execute
EXEC n10.Pressed -> n11.Execute
EXEC n11.Then_0 -> n12.Execute
EXEC n11.Then_1 -> n13.Execute
EXEC n13.Out_0 -> n14.Execute
EXEC n13.Out_1 -> n15.Execute
DATA n2.Value -> n3.A [Int]
DATA n3.ReturnValue -> n4.A [Int]
DATA n4.ReturnValue -> n5.Value [Int]
DATA n5.Value -> n6.Selection [Int]
