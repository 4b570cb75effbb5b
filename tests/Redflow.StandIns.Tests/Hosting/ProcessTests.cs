using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Redflow.StandIns.Tests.Hosting;

public class ProcessTests
{
    [Fact]
    public async Task Exit_of_a_process_is_reported_with_its_code_and_nothing_starts_it_again()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddShell("short", "exit 3");
        await using var application = await builder.StartAsync();

        var ended = await application.EndedAsync("short");

        Assert.Equal(KnownResourceStates.Finished, ended.Snapshot.State!.Text);
        Assert.Equal(3, ended.Snapshot.ExitCode);
        Assert.NotNull(ended.Snapshot.StopTimeStamp);
    }

    [Fact]
    public async Task Command_that_does_not_exist_fails_to_start_and_leaves_the_others_alone()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddExecutable("missing", "no-such-command", ".");
        builder.AddSleeper("other");
        await using var application = await builder.StartAsync();

        var ended = await application.EndedAsync("missing");
        var other = await application.RunningAsync("other");

        Assert.Equal(KnownResourceStates.FailedToStart, ended.Snapshot.State!.Text);
        Assert.Contains("no-such-command", await application.FirstLineAsync("missing"), StringComparison.Ordinal);
        Assert.True(Processes.IsRunning(other.Pid()));
    }

    [Fact]
    public async Task Stop_leaves_neither_a_process_nor_what_it_started()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddShell("parent", "sleep 1000 & echo $!; wait");
        await using var application = await builder.StartAsync();
        var parent = (await application.RunningAsync("parent")).Pid();
        var child = int.Parse(await application.FirstLineAsync("parent"), System.Globalization.CultureInfo.InvariantCulture);

        await application.StopAsync(Bounded.Token());

        await Processes.GoneAsync([parent, child]);
    }

    [Fact]
    public async Task Dispose_without_a_stop_leaves_no_process()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddSleeper("sleeper");
        var application = await builder.StartAsync();
        var pid = (await application.RunningAsync("sleeper")).Pid();

        await application.DisposeAsync();

        Assert.False(Processes.IsRunning(pid));
    }

    [Fact]
    public async Task Replicas_are_processes_with_ids_of_their_own()
    {
        var builder = TestApplication.CreateBuilder();
        var sleeper = builder.AddSleeper("worker").WithAnnotation(new ReplicaAnnotation(2));
        await using var application = await builder.StartAsync();

        var ids = sleeper.Resource.GetResolvedResourceNames();
        var pids = new List<int>();
        foreach (var id in ids)
        {
            var running = await application.ResourceNotifications.WaitForResourceAsync(
                "worker", e => e.ResourceId == id && e.Snapshot.State?.Text == KnownResourceStates.Running, Bounded.Token());
            pids.Add(running.Pid());
        }

        Assert.Equal(2, pids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^worker-[a-z]{8}$", id));
    }
}
