using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Mutations;
using Redflow.Chaos.Workload;

namespace Redflow.Chaos.Driver;

/// <summary>A process of this program that plays a role.</summary>
internal static class RoleProgram
{
    private const int Concurrency = 8;

    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(2);

    /// <summary>Plays the role until it is asked to end.</summary>
    /// <param name="json">What it is told: <see cref="RoleSettings"/>.</param>
    public static async Task RunAsync(string json)
    {
        var settings = JsonSerializer.Deserialize<RoleSettings>(json)!;
        if (Environment.GetEnvironmentVariable(ChaosMutations.Variable) is { Length: > 0 } mutation)
        {
            ChaosMutations.Apply(mutation);
        }

        var time = new JumpingTime();
        Orders.Obey(Console.In, time);
        using var ledger = new LedgerWriter(settings.Ledger, settings.Role);
        using var host = Build(settings, time, ledger);
        await host.StartAsync();
        ledger.Write(LedgerKinds.Ready, settings.Role);
        await Console.Out.WriteLineAsync(Roles.Ready);
        await host.WaitForShutdownAsync();
        ledger.Write(LedgerKinds.Stopped, settings.Role);
    }

    private static IHost Build(RoleSettings settings, JumpingTime time, LedgerWriter ledger)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = "chaos" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "HH:mm:ss.fff "));
        builder.Configuration["ConnectionStrings:redis"] = settings.Redis;
        builder.Configuration["Aspire:Redflow:Client:Prefix"] = settings.Prefix;
        builder.Configuration["Aspire:Redflow:Client:Partitions"] = settings.Partitions.ToString(CultureInfo.InvariantCulture);
        builder.Services.AddSingleton<TimeProvider>(time);
        switch (settings.Role)
        {
            case Roles.Worker:
                ChaosWorkload.AddTo(
                    builder.AddRedflowWorker("redis", o => (o.Concurrency, o.LeaseDuration, o.ShutdownGracePeriod) = (Concurrency, settings.Lease, GracePeriod)), ledger);
                break;
            case Roles.Scheduler:
                builder.AddRedflowScheduler("redis", o => o.SweepInterval = TimeSpan.FromSeconds(1));
                break;
            case Roles.Client:
                builder.Services.AddHostedService(_ => new ClientService(settings, ledger));
                break;
            default:
                throw new ChaosException($"'{settings.Role}' is no role.");
        }

        return builder.Build();
    }
}
