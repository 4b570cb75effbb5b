using System.Globalization;
using System.Text;
using Redflow.Runs;

namespace Redflow.Storage.Redis;

/// <summary>What one run owes another, as the outbox keeps it.</summary>
internal sealed record Effect(string Id, IReadOnlyDictionary<string, byte[]> Fields)
{
    /// <summary>What is owed; null for one whose fields are gone.</summary>
    public string? Kind => Fields.ContainsKey("kind") ? Text("kind") : null;

    /// <summary>Whom it is owed to, or by.</summary>
    public RunId Target => RunIdOf("target");

    /// <summary>Those that it is owed to besides.</summary>
    public IEnumerable<RunId> Others => Fields.ContainsKey("others")
        ? Text("others").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static id => RunId.Parse(id, null))
        : [];

    public string Text(string field) => Encoding.UTF8.GetString(Fields[field]);

    public long Number(string field) => long.Parse(Text(field), CultureInfo.InvariantCulture);

    public RunId RunIdOf(string field) => RunId.Parse(Text(field), null);

    /// <summary>The W3C trace parent that goes with it; null for none.</summary>
    public string? TraceParent => Fields.ContainsKey("trace") ? Replies.NullIfEmpty(Text("trace")) : null;

    /// <summary>The run whose end it is, as it was then.</summary>
    public EndedRun Ended => new(
        Target, Text("workflow"), Text("queue"), Text("status"), (int)Number("attempt"), DateTimeOffset.FromUnixTimeMilliseconds(Number("created")));

    /// <summary>The step that waits for it.</summary>
    public WaitingRun Waiting => new(Target, Text("step"));
}
