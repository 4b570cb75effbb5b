using System.Runtime.InteropServices;
using System.Text.Json;

namespace Redflow.Bench.Processes;

/// <summary>What a process of this program can be besides the bench.</summary>
internal static class Roles
{
    public const string Producer = "producer";
    public const string Worker = "worker";
    public const string Scheduler = "scheduler";
    public const string Server = "server";

    /// <summary>Plays a role until the standard input ends, then ends the process.</summary>
    public static async Task<int> RunAsync(string role, string settings)
    {
        // Signals reach all processes of a group; these end with the bench.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ignore);
        Role played = role switch
        {
            Producer => await ProducerRole.StartAsync(JsonSerializer.Deserialize<ProducerSettings>(settings, Wire.Options)!),
            Worker => await WorkerRole.StartAsync(JsonSerializer.Deserialize<WorkerSettings>(settings, Wire.Options)!),
            Scheduler => await SchedulerRole.StartAsync(JsonSerializer.Deserialize<SchedulerSettings>(settings, Wire.Options)!),
            Server => new ServerRole(JsonSerializer.Deserialize<ServerSettings>(settings, Wire.Options)!),
            _ => throw new BenchException($"There is no role '{role}'."),
        };
        await played.RunAsync();
        await played.EndAsync();
        Environment.Exit(0); // Whatever is still under way.
        return 0;

        static void Ignore(PosixSignalContext context) => context.Cancel = true;
    }
}
