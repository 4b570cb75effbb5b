namespace Aspire.Hosting;

public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    public DistributedApplicationOperation Operation { get; } = operation;

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;
}
