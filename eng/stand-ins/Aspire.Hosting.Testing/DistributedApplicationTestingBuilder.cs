using Aspire.Hosting.Running;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationTestingBuilder
{
    /// <summary>Random ports for every endpoint, so that tests run beside each other and beside the real thing.</summary>
    private static readonly Dictionary<string, string?> TestConfiguration = new() { ["DcpPublisher:RandomizePorts"] = "true" };

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => RunMainAsync(typeof(TEntryPoint), [], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => RunMainAsync(typeof(TEntryPoint), args, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        RunMainAsync(entryPoint, [], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, CancellationToken cancellationToken = default) => RunMainAsync(entryPoint, args, cancellationToken);

    /// <summary>Runs the AppHost's Main, up to its call of Build.</summary>
    private static async Task<IDistributedApplicationTestingBuilder> RunMainAsync(
        Type entryPoint, string[] args, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        var interception = new EntryPointInterception(entryPoint.Assembly, args, TestConfiguration);
        var main = MainThread.Run(interception);
        try
        {
            var builder = await interception.WhenBuilding.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new TestingBuilder(builder, interception, main);
        }
        catch (OperationCanceledException)
        {
            interception.Abandon();
            throw;
        }
    }
}
