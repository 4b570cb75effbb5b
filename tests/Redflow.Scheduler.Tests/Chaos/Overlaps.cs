using Redflow.Runs;
using Redflow.Testing.Processes;

namespace Redflow.Scheduler.Tests.Chaos;

/// <summary>How many passes ran at a time: from their first line to their last, or to the end of their process, or to the loss of their lease.</summary>
internal sealed class Overlaps(IReadOnlyList<LedgerLine> lines, Func<int, DateTimeOffset> endOf)
{
    private readonly Dictionary<string, DateTimeOffset> _left = lines
        .Where(line => line.What == "leave")
        .GroupBy(line => line.Execution)
        .ToDictionary(left => left.Key, left => left.Min(line => line.At));

    public int MostOf(string workflow) => MostOf(workflow, _ => null);

    /// <summary>The most passes at a time of a workflow's runs that have the same key.</summary>
    public int MostOf(string workflow, Func<RunId, string?> keyOf) => lines
        .Where(line => line.What == "enter" && line.Workflow == workflow)
        .GroupBy(line => keyOf(line.Run))
        .Max(passes => Most([.. passes.Select(pass => (pass.At, End(pass)))]));

    private static int Most(IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> spans) =>
        spans.Max(span => spans.Count(other => other.From <= span.From && span.From < other.Until));

    private DateTimeOffset End(LedgerLine pass) =>
        _left.TryGetValue(pass.Execution, out var left) && left < endOf(pass.Pid) ? left : endOf(pass.Pid);
}
