BLUEPRINT: BP_JumpAndMove
GRAPH: EventGraph
NODE n1: Event_EnhancedInput [InputAction=/Game/Brewprint/Input/IA_Jump.IA_Jump]
NODE n2: Jump [@Self=true]
NODE n3: StopJumping [@Self=true]
NODE n4: Event_EnhancedInput [InputAction=/Game/Brewprint/Input/IA_Move.IA_Move]
NODE n5: GetActorForwardVector [@Self=true]
NODE n6: BreakVector2D
NODE n7: AddMovementInput [@Self=true]
NODE n8: GetActorRightVector [@Self=true]
NODE n9: AddMovementInput [@Self=true]
EXEC n1.Started -> n2.Execute
EXEC n1.Completed -> n3.Execute
EXEC n4.Triggered -> n7.Execute
EXEC n7.Then -> n9.Execute
DATA n4.ActionValue -> n6.Input [Vector2D]
DATA n5.ReturnValue -> n7.WorldDirection [Vector]
DATA n6.Y -> n7.ScaleValue [Float]
DATA n6.X -> n9.ScaleValue [Float]
DATA n8.ReturnValue -> n9.WorldDirection [Vector]
