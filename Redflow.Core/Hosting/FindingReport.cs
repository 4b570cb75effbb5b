using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>A finding of the doctor's in the data of the health check.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What was found, what it means and what to do; of several findings of one kind, one behind the other.</param>
internal sealed record FindingReport(string Severity, string Message)
{
    public static FindingReport Of(IEnumerable<StoreFinding> findings) =>
        new(findings.Max(finding => finding.Severity).ToString(), string.Join(' ', findings.Select(finding => finding.Message)));
}
