namespace Redflow.Chaos.Checks;

/// <summary>The invariants, as the report names them.</summary>
internal static class Invariants
{
    public const string LostRuns = "accepted runs lost";
    public const string TerminalStates = "runs with two terminal states";
    public const string StepCommits = "steps committed twice";
    public const string FencedWrites = "writes by a fenced worker that took effect";
    public const string Limits = "limits exceeded";
    public const string Ticks = "ticks doubled or missing";
    public const string Keys = "idempotency keys with two runs";
    public const string Parents = "parents stuck after their children ended";
    public const string Children = "children that outlived their canceled parent";
    public const string Slots = "slots leaked";
    public const string LeftKeys = "keys left after retention";
    public const string Takeovers = "takeovers later than lease + 1 s";
    public const string Errors = "errors that are not documented";
}
