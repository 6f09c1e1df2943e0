BLUEPRINT: BP_Fence
VAR PostCount: Int
VAR Spacing: Float
VAR Posts: InstancedStaticMeshComponent
GRAPH: UserConstructionScript
NODE n1: FunctionEntry [@FunctionReference=(MemberParent="/Script/CoreUObject.Class'/Script/Engine.Actor'",MemberName="UserConstructionScript")]
NODE n2: VariableGet [VarName=PostCount]
NODE n3: ForLoop
NODE n4: IntToFloat
NODE n5: VariableGet [VarName=Spacing]
NODE n6: MultiplyFloat
NODE n7: MakeVector
NODE n8: MakeTransform
NODE n9: VariableGet [VarName=Posts]
NODE n10: AddInstance [@Function=/Script/Engine.InstancedStaticMeshComponent:AddInstance]
EXEC n1.Then -> n3.Execute
EXEC n3.LoopBody -> n10.Execute
DATA n2.Value -> n3.LastIndex [Int]
DATA n3.Index -> n4.InInt [Int]
DATA n4.ReturnValue -> n6.A [Float]
DATA n5.Value -> n6.B [Float]
DATA n6.ReturnValue -> n7.X [Float]
DATA n7.ReturnValue -> n8.Location [Vector]
DATA n8.ReturnValue -> n10.InstanceTransform [Transform]
DATA n9.Value -> n10.Target [InstancedStaticMeshComponent]
