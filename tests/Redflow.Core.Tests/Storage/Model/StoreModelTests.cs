using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>
/// Holds the Redis store against the in-memory one, move by move, in sequences that are made up.
/// </summary>
/// <remarks>
/// A sequence that fails is printed, shrunk, with the calls that it came to and the seed that makes it again. The variable
/// REDFLOW_MODEL_SEED takes that seed with its size, such as <c>12345,67891,7</c>; REDFLOW_MODEL_SEQUENCES takes how many sequences to try
/// instead of 1,000.
/// </remarks>
public sealed class StoreModelTests(RedisServer server) : IClassFixture<RedisServer>
{
    private const int Sequences = 1_000;

    /// <summary>How many sequences are played at a time. The parallel runs of FsCheck itself keep a processor busy with waiting.</summary>
    private const int Players = 4;

    [SkippableFact]
    public async Task The_store_does_what_its_model_does()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var sequences = int.Parse(Environment.GetEnvironmentVariable("REDFLOW_MODEL_SEQUENCES") ?? $"{Sequences}", null);
        var players = Environment.GetEnvironmentVariable("REDFLOW_MODEL_SEED") is { } seed
            ? [StartAsync(sequences, Replay(seed.Split(',')))]
            : Enumerable.Range(0, Players).Select(_ => StartAsync((sequences + Players - 1) / Players, FSharpOption<Replay>.None)).ToArray();

        await Task.WhenAll(players);
    }

    /// <summary>Plays on a thread of its own, which FsCheck blocks.</summary>
    private Task StartAsync(int sequences, FSharpOption<Replay> replay) => Task.Factory.StartNew(
        () => Prop.ForAll(Moves.Sequences, sequence => PlayAsync(sequence.Moves).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(sequences).WithReplay(replay)),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static FSharpOption<Replay> Replay(string[] seed) => FSharpOption<Replay>.Some(new(
        new Rnd(ulong.Parse(seed[0], null), ulong.Parse(seed[1], null)),
        seed.Length > 2 ? FSharpOption<int>.Some(int.Parse(seed[2], null)) : FSharpOption<int>.None));

    private async Task PlayAsync(IEnumerable<Move> moves)
    {
        await using var stores = new StorePair(server.CreateStore(), new MemoryTestStore());
        var world = new World(stores);
        await world.InitializeAsync();
        foreach (var move in moves)
        {
            await world.MoveAsync(move);
        }

        await world.CheckAllAsync();
    }
}
