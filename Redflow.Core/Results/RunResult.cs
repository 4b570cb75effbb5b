using System.Text.Json.Serialization;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Results;

/// <summary>What became of a run, or of any other piece of work that has an id, as an <see cref="IRunResultBackend"/> keeps it.</summary>
public sealed record RunResult
{
    /// <summary>The longest <see cref="Id"/>, in characters.</summary>
    public const int MaxIdLength = 256;

    /// <summary>Whose result it is: 1 to 256 characters without control characters. A backend keeps one result for each.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands; <see cref="RunStatus.Scheduled"/> also between two attempts.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The name of the workflow, or of whatever was done; null when nobody said.</summary>
    public string? Workflow { get; init; }

    /// <summary>What it was given; null when it is not kept.</summary>
    public Payload? Input { get; init; }

    /// <summary>What came out of it; null for nothing.</summary>
    public Payload? Output { get; init; }

    /// <summary>The error of the latest failed attempt; null for none.</summary>
    public RunError? Error { get; init; }

    /// <summary>When it was submitted: lists go by it, to the microsecond. Null when nobody said.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it was first started; null before, or when nobody said.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before, or when nobody said.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The attempt that it is in, or ended with, from 1.</summary>
    /// <value>1.</value>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether it has ended, in whichever way: what <see cref="IRunResultBackend.WaitForAsync"/> waits for.</summary>
    [JsonIgnore]
    public bool IsCompleted => Status.IsTerminal();

    /// <summary>Whether it <see cref="RunStatus.Succeeded"/>.</summary>
    [JsonIgnore]
    public bool Succeeded => Status == RunStatus.Succeeded;

    /// <exception cref="ArgumentException">It can't be stored.</exception>
    internal void Validate()
    {
        CheckId(Id);
        if (!Enum.IsDefined(Status))
        {
            throw new ArgumentException($"Result '{Id}' has the status {(int)Status}, which is none.", nameof(Status));
        }

        if (Attempt < 1)
        {
            throw new ArgumentException($"Result '{Id}' has the attempt {Attempt}. The first one is 1.", nameof(Attempt));
        }

        CheckJson(nameof(Input), Input);
        CheckJson(nameof(Output), Output);
    }

    /// <exception cref="PayloadTooLargeException">It is larger.</exception>
    internal void CheckSize(int maxBytes)
    {
        var size = (Input?.Utf8.Length ?? 0) + (long)(Output?.Utf8.Length ?? 0);
        if (size > maxBytes)
        {
            throw new PayloadTooLargeException($"result '{Id}'", (int)Math.Min(size, int.MaxValue), maxBytes, nameof(RunResultOptions.MaxBytes), RunResultOptions.Section);
        }
    }

    /// <exception cref="ArgumentException">It can't be the id of a result.</exception>
    internal static void CheckId(string? id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Names.IsLabel(id, MaxIdLength))
        {
            throw new ArgumentException($"The id of a result takes 1 to {MaxIdLength} characters without control characters.", nameof(id));
        }
    }

    private void CheckJson(string name, Payload? payload)
    {
        if (payload is { } present && !JsonText.IsValid(present.Utf8.Span))
        {
            // What the parser says quotes the payload.
            throw new ArgumentException($"The {name} of result '{Id}' is not JSON. Make it with Payload.From.", name);
        }
    }
}
