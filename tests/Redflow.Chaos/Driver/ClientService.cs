using Microsoft.Extensions.Hosting;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Workload;

namespace Redflow.Chaos.Driver;

/// <summary>A client as a part of its process's host, which ends it. The first one speaks to the Api, the others to the store.</summary>
internal sealed class ClientService(RoleSettings settings, LedgerWriter ledger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ClientRole.RunAsync(
        new(settings.Redis, settings.Prefix, settings.Seed, settings.Index == 0 ? settings.Api : null, settings.Partitions), ledger, stoppingToken);
}
