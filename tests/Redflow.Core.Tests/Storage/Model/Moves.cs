using FsCheck;
using FsCheck.Fluent;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>Makes sequences of moves up, and makes those that failed shorter and simpler.</summary>
internal static class Moves
{
    private const int MostMoves = 25;
    private const int Largest = 23;

    private static readonly (int Weight, MoveKind Kind)[] Weights =
    [
        (14, MoveKind.Emit), (4, MoveKind.EmitMany), (1, MoveKind.EmitAgain),
        (12, MoveKind.Claim), (2, MoveKind.ClaimWithoutReply), (16, MoveKind.Finish), (6, MoveKind.FinishAndClaim),
        (2, MoveKind.FinishAgain), (6, MoveKind.CommitStep), (4, MoveKind.Renew), (2, MoveKind.Register), (1, MoveKind.Release),
        (9, MoveKind.Advance), (7, MoveKind.Promote), (3, MoveKind.Reap), (8, MoveKind.Relay), (1, MoveKind.Sweep),
        (4, MoveKind.Cancel), (3, MoveKind.Retry), (2, MoveKind.Rerun), (1, MoveKind.Delete), (3, MoveKind.Signal),
        (3, MoveKind.EmitEvent), (1, MoveKind.PauseQueue), (2, MoveKind.PauseWorkflow), (2, MoveKind.SetLimits), (1, MoveKind.Redefine),
    ];

    private static readonly Gen<int> Number = Gen.Choose(0, Largest);

    private static readonly Gen<Move> One =
        from kind in Gen.Frequency(Weights.Select(weight => (weight.Weight, Gen.Constant(weight.Kind))))
        from a in Number
        from b in Number
        from c in Number
        select new Move(kind, a, b, c);

    public static Arbitrary<MoveSequence> Sequences { get; } = Arb.From(
        from length in Gen.Choose(MostMoves - 10, MostMoves)
        from moves in One.ListOf(length)
        select new MoveSequence([.. moves]),
        Shrink);

    /// <summary>Leaves stretches out, the longest first; then makes the numbers smaller.</summary>
    private static IEnumerable<MoveSequence> Shrink(MoveSequence sequence)
    {
        var moves = sequence.Moves;
        for (var length = Math.Max(1, moves.Count / 2); length >= 1; length /= 2)
        {
            for (var start = moves.Count - length; start >= 0; start -= length)
            {
                yield return new([.. moves.Take(start), .. moves.Skip(start + length)]);
            }
        }

        for (var i = 0; i < moves.Count; i++)
        {
            foreach (var simpler in Simpler(moves[i]))
            {
                yield return new([.. moves.Take(i), simpler, .. moves.Skip(i + 1)]);
            }
        }
    }

    private static IEnumerable<Move> Simpler(Move move) =>
    [
        .. Smaller(move.A).Select(a => move with { A = a }),
        .. Smaller(move.B).Select(b => move with { B = b }),
        .. Smaller(move.C).Select(c => move with { C = c }),
    ];

    private static IEnumerable<int> Smaller(int number) => number switch
    {
        0 => [],
        1 => [0],
        _ => [0, number / 2, number - 1],
    };
}
