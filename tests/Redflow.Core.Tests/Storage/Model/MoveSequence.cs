namespace Redflow.Core.Tests.Storage.Model;

/// <summary>What is done to two stores that have to stay alike.</summary>
internal sealed record MoveSequence(IReadOnlyList<Move> Moves)
{
    public override string ToString() => string.Join(", ", Moves);
}
