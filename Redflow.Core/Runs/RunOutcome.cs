using Redflow.Payloads;

namespace Redflow.Runs;

/// <summary>How a run ended.</summary>
public abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    /// <summary>The handler returned.</summary>
    public sealed record Succeeded(Payload Output) : RunOutcome;

    /// <summary>The last attempt failed.</summary>
    public sealed record Failed(RunError Error) : RunOutcome;

    /// <summary>It was canceled.</summary>
    public sealed record Canceled(string? Reason) : RunOutcome;
}
