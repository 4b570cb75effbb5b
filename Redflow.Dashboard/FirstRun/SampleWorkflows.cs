namespace Redflow.Dashboard.FirstRun;

/// <summary>
/// The samples of Redflow.Worker. Only these are emitted by a button: what a workflow of the user's own does with an input that was made up, nobody can know.
/// </summary>
internal static class SampleWorkflows
{
    /// <summary>The sample that starts by itself, each minute.</summary>
    public const string Scheduled = "digest-cron";

    public static readonly IReadOnlyList<SampleWorkflow> All =
    [
        new("order-checkout", """{"orderId":"order-1001","amount":49.90,"stepDelay":"00:00:02"}""", "Reserves, charges and ships an order. Each step takes two seconds, so that you see it run."),
        new("send-welcome-email", """{"userId":"user_123"}""", "Looks a user up and writes to them, in two steps."),
        new("csv-import", """{"path":"sales.csv","batchSize":50}""", "Reads a file of sales, a step for each 50 rows."),
    ];

    public static SampleWorkflow? Find(string? name) => All.FirstOrDefault(sample => sample.Name == name);

    public static bool IsSample(string workflow) => workflow == Scheduled || Find(workflow) is not null;
}
