namespace Redflow.Telemetry;

/// <summary>The names of tags, of OpenTelemetry's conventions and of ours.</summary>
internal static class TelemetryTags
{
    public const string Workflow = "redflow.workflow";
    public const string RunId = "redflow.run.id";
    public const string Queue = "redflow.queue";
    public const string Attempt = "redflow.attempt";
    public const string Step = "redflow.step";
    public const string Event = "redflow.event";
    public const string Outcome = "redflow.outcome";
    public const string Link = "redflow.link";
    public const string Agent = "redflow.agent";

    public const string ErrorType = "error.type";
    public const string MessagingSystem = "messaging.system";
    public const string MessagingOperation = "messaging.operation.name";
    public const string MessagingOperationType = "messaging.operation.type";
    public const string MessagingDestination = "messaging.destination.name";
    public const string MessagingMessageId = "messaging.message.id";
    public const string MessagingBatchCount = "messaging.batch.message_count";
    public const string DatabaseSystem = "db.system.name";
    public const string DatabaseOperation = "db.operation.name";
}
