using Microsoft.Extensions.DependencyInjection;

namespace Redflow.Execution;

/// <summary>The DI scope of a pass, made when the first service is asked for: many handlers ask for none.</summary>
/// <remarks>Steps that run in parallel may ask at the same time, and what an abandoned handler has left behind may ask when the pass is over.</remarks>
internal sealed class PassScope(IServiceScopeFactory scopes) : IKeyedServiceProvider, ISupportRequiredService, IAsyncDisposable
{
    private IServiceScope? _scope;

    private IServiceProvider Services => (Volatile.Read(ref _scope) ?? Make()).ServiceProvider;

    public object? GetService(Type serviceType) => Services.GetService(serviceType);

    public object GetRequiredService(Type serviceType) => Services.GetRequiredService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)Services).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => Services.GetRequiredKeyedService(serviceType, serviceKey);

    public ValueTask DisposeAsync()
    {
        var scope = Interlocked.Exchange(ref _scope, Ended.Scope);
        if (scope is IAsyncDisposable disposable)
        {
            return disposable.DisposeAsync();
        }

        scope?.Dispose();
        return ValueTask.CompletedTask;
    }

    private IServiceScope Make()
    {
        var made = scopes.CreateScope();
        if (Interlocked.CompareExchange(ref _scope, made, null) is not { } other)
        {
            return made;
        }

        made.Dispose();
        return other;
    }

    /// <summary>Stands for the scope of a pass that is over.</summary>
    private sealed class Ended : IServiceScope
    {
        public static readonly Ended Scope = new();

        public IServiceProvider ServiceProvider => throw new ObjectDisposedException(nameof(PassScope), "The pass is over, and its DI scope with it.");

        public void Dispose()
        {
        }
    }
}
