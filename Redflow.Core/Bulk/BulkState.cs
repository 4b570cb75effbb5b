using System.Globalization;
using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Bulk;

/// <summary>A bulk operation as it stands.</summary>
/// <param name="Run">The run that performs it.</param>
/// <param name="Request">What it does; null when the run was emitted by hand with an input that is no request.</param>
/// <param name="Matching">How many runs matched when it began; null before.</param>
/// <param name="SoFar">What it has come to so far: whole pages, also of one that was stopped.</param>
public sealed record BulkState(Run Run, BulkRequest? Request, long? Matching, BulkResult SoFar)
{
    /// <summary>Reads what an operation was asked to do.</summary>
    /// <param name="input">The input of its run.</param>
    /// <returns>Null when it is no request.</returns>
    public static BulkRequest? ReadRequest(Payload? input)
    {
        try
        {
            return input?.As<BulkRequest>() is { Filter.Statuses: not null } request && Enum.IsDefined(request.Operation) ? request : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static BulkState Of(RunSnapshot snapshot)
    {
        var outputs = snapshot.Steps.Where(step => step.Output is not null).ToDictionary(step => step.Name, step => step.Output!.Value);
        var pages = outputs.Where(step => step.Key.StartsWith(BulkWorkflow.PageStep, StringComparison.Ordinal))
            .Select(step => step.Value.As<BulkWorkflow.Page>()!)
            .ToArray();
        long? matching = outputs.TryGetValue(BulkWorkflow.CountStep, out var count) ? long.Parse(count.ToString(), CultureInfo.InvariantCulture) : null;
        return new(snapshot.Run, ReadRequest(snapshot.Run.Input), matching, new(pages.Sum(page => page.Changed), pages.Sum(page => page.Skipped)));
    }
}
