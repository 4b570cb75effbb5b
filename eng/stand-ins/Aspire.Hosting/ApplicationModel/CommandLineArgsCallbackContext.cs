namespace Aspire.Hosting.ApplicationModel;

public sealed class CommandLineArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    public IList<object> Args { get; } = args;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public required DistributedApplicationExecutionContext ExecutionContext { get; init; }
}
