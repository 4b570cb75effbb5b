namespace Redflow.Core.Tests.Storage.Model;

/// <summary>
/// One thing that is done. The numbers choose what with, of what there is by then: so a sequence stays meaningful when it is shrunk.
/// </summary>
internal sealed record Move(MoveKind Kind, int A, int B, int C)
{
    public override string ToString() => $"{Kind}({A}, {B}, {C})";
}
