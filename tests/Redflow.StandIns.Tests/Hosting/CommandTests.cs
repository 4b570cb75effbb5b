using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Redflow.StandIns.Tests.Hosting;

public class CommandTests
{
    [Fact]
    public async Task Stop_by_id_stops_one_replica_and_start_brings_it_back()
    {
        var builder = TestApplication.CreateBuilder();
        var worker = builder.AddSleeper("worker").WithAnnotation(new ReplicaAnnotation(2));
        await using var application = await builder.StartAsync();
        var (first, second) = await PidsAsync(application, worker.Resource);
        var id = worker.Resource.GetResolvedResourceNames()[0];

        var stopped = await application.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.StopCommand, Bounded.Token());

        Assert.True(stopped.Success);
        Assert.False(Processes.IsRunning(first));
        Assert.True(Processes.IsRunning(second));

        var started = await application.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.StartCommand, Bounded.Token());

        Assert.True(started.Success);
        var (again, same) = await PidsAsync(application, worker.Resource);
        Assert.NotEqual(first, again);
        Assert.Equal(second, same);
    }

    [Fact]
    public async Task Stop_by_resource_stops_every_replica()
    {
        var builder = TestApplication.CreateBuilder();
        var worker = builder.AddSleeper("worker").WithAnnotation(new ReplicaAnnotation(2));
        await using var application = await builder.StartAsync();
        var (first, second) = await PidsAsync(application, worker.Resource);

        var stopped = await application.ResourceCommands.ExecuteCommandAsync(worker.Resource, KnownResourceCommands.StopCommand, Bounded.Token());

        Assert.True(stopped.Success);
        Assert.False(Processes.IsRunning(first) || Processes.IsRunning(second));
    }

    [Fact]
    public async Task Killed_process_stays_down_until_a_command_starts_it_with_the_same_port()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddShell("server", "echo $PORT; exec sleep 1000").WithEndpoint(name: "tcp", env: "PORT");
        await using var application = await builder.StartAsync();
        var running = await application.RunningAsync("server");
        var port = await application.FirstLineAsync("server");

        using (var process = Process.GetProcessById(running.Pid()))
        {
            process.Kill();
        }

        var ended = await application.EndedAsync("server");
        Assert.Equal(137, ended.Snapshot.ExitCode);
        var started = await application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, Bounded.Token());
        Assert.True(started.Success);
        var again = await application.RunningAsync("server");
        Assert.Equal(port, again.Snapshot.EnvironmentVariables.Single(v => v.Name == "PORT").Value);
    }

    [Fact]
    public async Task Restart_replaces_the_process()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddSleeper("sleeper");
        await using var application = await builder.StartAsync();
        var before = (await application.RunningAsync("sleeper")).Pid();

        var restarted = await application.ResourceCommands.ExecuteCommandAsync("sleeper", KnownResourceCommands.RestartCommand, Bounded.Token());

        Assert.True(restarted.Success);
        Assert.False(Processes.IsRunning(before));
        Assert.NotEqual(before, (await application.RunningAsync("sleeper")).Pid());
    }

    [Fact]
    public async Task Unknown_command_and_unknown_resource_are_refused()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddSleeper("sleeper");
        await using var application = await builder.StartAsync();

        var command = await application.ResourceCommands.ExecuteCommandAsync("sleeper", "fly", Bounded.Token());
        var resource = await application.ResourceCommands.ExecuteCommandAsync("nobody", KnownResourceCommands.StopCommand, Bounded.Token());

        Assert.False(command.Success);
        Assert.False(resource.Success);
        Assert.Contains("'fly'", command.Message, StringComparison.Ordinal);
        Assert.Contains("'nobody'", resource.Message, StringComparison.Ordinal);
    }

    private static async Task<(int First, int Second)> PidsAsync(DistributedApplication application, ExecutableResource resource)
    {
        var pids = new List<int>();
        foreach (var id in resource.GetResolvedResourceNames())
        {
            var running = await application.ResourceNotifications.WaitForResourceAsync(
                resource.Name, e => e.ResourceId == id && e.Snapshot.State?.Text == KnownResourceStates.Running, Bounded.Token());
            pids.Add(running.Pid());
        }

        return (pids[0], pids[1]);
    }
}
