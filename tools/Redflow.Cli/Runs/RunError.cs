namespace Redflow.Cli.Runs;

/// <summary>What went wrong in a run, an attempt or a step.</summary>
internal sealed record RunError(string Type, string Message, string? StackTrace, string? Step, string? Child)
{
    public override string ToString() =>
        $"{Type}: {Message}{(Step is null ? "" : $" (in step '{Step}')")}{(Child is null ? "" : $" (of child {Child})")}";
}
