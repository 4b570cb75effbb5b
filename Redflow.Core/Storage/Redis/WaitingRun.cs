using Redflow.Runs;

namespace Redflow.Storage.Redis;

/// <summary>A step that waits for something of another run's, stored as the run's id and the step's name in one.</summary>
internal readonly record struct WaitingRun(RunId Run, string Step)
{
    public static WaitingRun Parse(string text) => new(RunId.Parse(text.AsSpan(0, RunId.Length), null), text[RunId.Length..]);

    public override string ToString() => $"{Run}{Step}";
}
