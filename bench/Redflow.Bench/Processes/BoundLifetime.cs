using Microsoft.Extensions.Hosting;

namespace Redflow.Bench.Processes;

/// <summary>A host's life that is bound to what holds the host. The usual one ends at a signal, which is for the bench alone to handle.</summary>
internal sealed class BoundLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
