using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>A row with those payloads that were asked for: others are not in it at all.</summary>
internal sealed record RunRowView : RunSummary
{
    private readonly IReadOnlyList<string> _asked;

    [SetsRequiredMembers]
    public RunRowView(RunRow row, RunPayloads asked)
        : base(row)
    {
        _asked = [.. RunFields.WordsOf(asked), "omitted"];
        (Input, Output, Error, CustomStatus, Progress) = (row.Input, row.Output, row.Error, row.CustomStatus, row.Progress);
        Omitted = RunFields.WordsOf(row.Omitted);
    }

    /// <inheritdoc cref="RunRow.Input" />
    public Payload? Input { get; }

    /// <inheritdoc cref="RunRow.Output" />
    public Payload? Output { get; }

    /// <inheritdoc cref="RunRow.Error" />
    public RunError? Error { get; }

    /// <inheritdoc cref="RunRow.CustomStatus" />
    public Payload? CustomStatus { get; }

    /// <inheritdoc cref="RunRow.Progress" />
    public RunProgress? Progress { get; }

    /// <summary>What was asked for and left out because it is too large.</summary>
    public IReadOnlyList<string> Omitted { get; }

    /// <summary>Has a row written without what was not asked for.</summary>
    public static void LeaveOutOthers(JsonTypeInfo type)
    {
        if (type.Type != typeof(RunRowView))
        {
            return;
        }

        foreach (var property in type.Properties.Where(property => IsAsked(property.Name)))
        {
            property.ShouldSerialize = (row, _) => ((RunRowView)row)._asked.Contains(property.Name);
        }
    }

    /// <summary>Tells whether a member is one that may have been asked for.</summary>
    public static bool IsAsked(string member) => member == "omitted" || RunFields.WordsOf(RunPayloads.All).Contains(member);
}
