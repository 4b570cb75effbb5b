using Microsoft.AspNetCore.Http;
using Redflow.Dashboard.Design;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>A signal to a run, as its form asks for it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Awaited">The names of the signals that it waits for.</param>
internal sealed record SignalForm(RunSummary Run, IReadOnlyList<string> Awaited)
{
    public const string NameField = "name";
    public const string PayloadField = "payload";

    /// <summary>What is in the field of the name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is in the field of the payload; empty for JSON's null.</summary>
    public string Payload { get; init; } = "";

    /// <summary>What makes it one signal, however often it is sent.</summary>
    public Guid Once { get; init; } = Guid.NewGuid();

    /// <summary>What is wrong with the name; null for nothing.</summary>
    public string? NameMistake { get; init; }

    /// <summary>What is wrong with the payload; null for nothing.</summary>
    public string? PayloadMistake { get; init; }

    /// <summary>The form as it was sent.</summary>
    public SignalForm With(IFormCollection sent) => this with
    {
        Name = sent[NameField].ToString(),
        Payload = sent[PayloadField].ToString(),
        Once = OnceField.Read(sent) ?? Once,
    };
}
