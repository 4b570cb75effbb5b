using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Redflow.Testing;

namespace Redflow.Fuzz.Tests.Storm;

/// <summary>Throws inputs at a target: first those of its corpus, then made-up ones, from one seed always the same.</summary>
/// <remarks>
/// REDFLOW_FUZZ_SECONDS goes on for so long, in rounds whose seeds count up; REDFLOW_FUZZ_SEED takes the first seed. An input that fails is printed, made as
/// short as it still fails, as the line that the corpus takes. See docs/how-to/fuzzing.md.
/// </remarks>
internal sealed class ShotStorm(string corpus, int shots)
{
    private const ulong DefaultSeed = 20_260_301;

    /// <summary>Any odd number: what FsCheck's generator counts by.</summary>
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;

    private static readonly TimeSpan LongestShot = TimeSpan.FromSeconds(15);

    private readonly TimeSpan _length = TimeSpan.FromSeconds(int.Parse(Variable("REDFLOW_FUZZ_SECONDS") ?? "0", CultureInfo.InvariantCulture));
    private readonly ulong _seed = ulong.Parse(Variable("REDFLOW_FUZZ_SEED") ?? $"{DefaultSeed}", CultureInfo.InvariantCulture);
    private Shot? _hung;

    /// <summary>The lines of a corpus; those that begin with <c>#</c> say what the next ones are for.</summary>
    public static IEnumerable<Shot> Corpus(string name) => Repository.Read("tests", "Redflow.Fuzz.Tests", "Corpus", $"{name}.txt").Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(Shot.Read);

    /// <param name="make">Makes an input up.</param>
    /// <param name="target">Takes it; what it throws is a fault.</param>
    public async Task BreakAsync(Func<Random, Shot> make, Func<Shot, Task> target)
    {
        var faults = new List<string>();
        foreach (var shot in Corpus(corpus))
        {
            await TakeAsync(shot, target, faults);
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        var started = Stopwatch.GetTimestamp();
        var seed = _seed;
        do
        {
            await PlayAsync(make, target, seed++);
        }
        while (Stopwatch.GetElapsedTime(started) < _length);
    }

    /// <inheritdoc cref="BreakAsync(Func{Random, Shot}, Func{Shot, Task})"/>
    public Task BreakAsync(Func<Random, Shot> make, Action<Shot> target) => BreakAsync(make, shot => Task.Run(() => target(shot)));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private async Task TakeAsync(Shot shot, Func<Shot, Task> target, List<string> faults)
    {
        try
        {
            await target(shot).WaitAsync(LongestShot);
        }
        catch (Exception exception)
        {
            faults.Add($"{corpus}.txt: {shot}\n{exception}");
        }
    }

    /// <summary>Plays a round on a thread of its own, which FsCheck blocks.</summary>
    private Task PlayAsync(Func<Random, Shot> make, Func<Shot, Task> target, ulong seed)
    {
        var inputs = Arb.From(Gen.Choose(0, int.MaxValue).Select(number => make(new Random(number))), shot => shot.Simpler());
        var config = Config.QuickThrowOnFailure.WithMaxTest(shots).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(seed, Gamma), FSharpOption<int>.None)));
        return Task.Factory.StartNew(
            () => Prop.ForAll(inputs, shot => Take(shot, target, seed)).Check(config),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private void Take(Shot shot, Func<Shot, Task> target, ulong seed)
    {
        if (_hung is not null)
        {
            return; // What hangs is not made shorter: each try would hang too.
        }

        try
        {
            target(shot).WaitAsync(LongestShot).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            _hung = shot;
            throw new TimeoutException($"Not within {LongestShot.TotalSeconds} s. Seed {seed}, a line for {corpus}.txt:\n{shot}");
        }
        catch (Exception exception)
        {
            throw new ShotException($"Seed {seed}, a line for {corpus}.txt:\n{shot}\n{exception}");
        }
    }

    private sealed class ShotException(string message) : Exception(message);
}
