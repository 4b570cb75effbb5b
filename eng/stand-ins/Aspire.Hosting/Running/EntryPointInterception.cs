using System.Reflection;

namespace Aspire.Hosting.Running;

/// <summary>
/// How Aspire.Hosting.Testing takes part in an AppHost's Main: set for the flow that runs it, it holds Build back until the test asks
/// for the application, and makes Run wait for the test instead of running.
/// </summary>
internal sealed class EntryPointInterception(Assembly entryPoint, string[] args, IEnumerable<KeyValuePair<string, string?>> configuration)
{
    private static readonly AsyncLocal<EntryPointInterception?> CurrentValue = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _building = New<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = New<DistributedApplication>();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static EntryPointInterception? Current
    {
        get => CurrentValue.Value;
        set => CurrentValue.Value = value;
    }

    public Assembly EntryPoint => entryPoint;

    public string[] Args => args;

    public IEnumerable<KeyValuePair<string, string?>> Configuration => configuration;

    /// <summary>The AppHost's Main has come to Build.</summary>
    public Task<DistributedApplicationBuilder> WhenBuilding => _building.Task;

    public Task<DistributedApplication> WhenBuilt => _built.Task;

    public Task WhenDisposed => _disposed.Task;

    public void Release() => _release.TrySetResult();

    public void Building(DistributedApplicationBuilder builder)
    {
        _building.TrySetResult(builder);
        // Build is synchronous, and the thread of Main has nothing else to do.
        _release.Task.GetAwaiter().GetResult();
    }

    public void Built(DistributedApplication application) => _built.TrySetResult(application);

    public void Disposed() => _disposed.TrySetResult();

    /// <summary>The test will never build: lets Main end by an exception instead of waiting for ever.</summary>
    public void Abandon() => _release.TrySetException(new OperationCanceledException("The test disposed of the AppHost before it was built."));

    public void Failed(Exception exception)
    {
        _building.TrySetException(exception);
        _built.TrySetException(exception);
    }

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
