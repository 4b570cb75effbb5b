using Redflow.Steps;

namespace Redflow.Chaos.Workload;

/// <summary>The workflows that events and signals connect.</summary>
internal static class Messages
{
    public const string Event = "news";
    public const string Signal = "go";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Waits for the event that a client, or a <see cref="WorkflowNames.Herald"/>, emits for its key.</summary>
    public static async Task WaitForEventAsync(LoggedPass pass)
    {
        await pass.StepAsync("first");
        await pass.SuspendAsync(async () =>
        {
            try
            {
                return await pass.Context.Step.WaitForEventAsync<string>("wait", Event, pass.Context.Input.Key, new() { Timeout = Patience });
            }
            catch (WaitTimeoutException)
            {
                return null; // Its herald was never emitted, where the client was killed before.
            }
        });
        await pass.StepAsync("last");
    }

    public static async Task EmitEventAsync(LoggedPass pass)
    {
        await pass.StepAsync("first");
        await pass.Context.Step.EmitEventAsync("emit", Event, pass.Name, pass.Context.Input.Key);
    }

    public static async Task WaitForSignalAsync(LoggedPass pass)
    {
        await pass.StepAsync("first");
        await pass.SuspendAsync(async () =>
        {
            try
            {
                return await pass.Context.Step.WaitForSignalAsync<string>("wait", Signal, Patience);
            }
            catch (WaitTimeoutException)
            {
                return null;
            }
        });
        await pass.StepAsync("last");
    }
}
