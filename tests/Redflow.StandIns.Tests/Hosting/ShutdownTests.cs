using System.Diagnostics;
using Aspire.Hosting.Running;

namespace Redflow.StandIns.Tests.Hosting;

public class ShutdownTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [SkippableFact]
    public async Task Process_that_ignores_the_request_to_stop_is_killed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Needs a shell.");
        var ready = new TaskCompletionSource();
        using var child = Start("trap '' TERM; echo ready; while :; do sleep 1; done", ready);
        await ready.Task.WaitAsync(Bounded.Limit);

        await child.StopAsync(TimeSpan.FromMilliseconds(100)).WaitAsync(Bounded.Limit);

        Assert.Equal(137, await child.Exit);
    }

    [SkippableFact]
    public async Task Guard_ends_what_still_runs_when_its_pipe_closes()
    {
        Skip.If(OperatingSystem.IsWindows(), "Needs a shell.");
        var ready = new TaskCompletionSource();
        using var child = Start("echo ready; exec sleep 1000", ready);
        using var forgotten = Start("exec sleep 1000", new TaskCompletionSource());
        await ready.Task.WaitAsync(Bounded.Limit);
        var guard = new OrphanGuard();
        guard.Watch(forgotten);
        guard.Watch(child);
        guard.Forget(forgotten);

        await guard.DisposeAsync().AsTask().WaitAsync(Bounded.Limit);

        Assert.Equal(143, await child.Exit.WaitAsync(Bounded.Limit));
        Assert.False(forgotten.Exit.IsCompleted);
        await forgotten.StopAsync(Bounded.Limit);
    }

    [SkippableTheory]
    [InlineData("TERM", 0)]
    [InlineData("INT", 0)]
    [InlineData("KILL", 137)]
    public async Task AppHost_that_ends_by_a_signal_leaves_no_process(string signal, int exitCode)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Finds the children in /proc.");
        using var appHost = StartAppHost();
        try
        {
            await UpAsync(appHost);
            var children = Processes.ChildrenOf(appHost.Id);
            Assert.True(children.Length >= 3, "Two services and the guard were expected.");

            using (var kill = Process.Start("kill", ["-s", signal, $"{appHost.Id}"]))
            {
                await kill.WaitForExitAsync(Bounded.Token());
            }

            await appHost.WaitForExitAsync(Bounded.Token());
            Assert.Equal(exitCode, appHost.ExitCode);
            await Processes.GoneAsync(children);
        }
        finally
        {
            appHost.Kill();
        }
    }

    private static ChildProcess Start(string script, TaskCompletionSource onFirstLine) => ChildProcess.Start(
        new LaunchPlan("/bin/sh", ["-c", script], Path.GetTempPath(), NoVariables), (_, _) => onFirstLine.TrySetResult());

    private static Process StartAppHost()
    {
        // A shell starts what runs in its background with SIGINT ignored, these tests among them, and that is inherited.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true };
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet");
        start.ArgumentList.Add(typeof(Projects.SampleAppHost).Assembly.Location);
        start.ArgumentList.Add("--DcpPublisher:RandomizePorts=true");
        start.ArgumentList.Add("--dashboard=false");
        return Process.Start(start)!;
    }

    private static async Task UpAsync(Process appHost)
    {
        while (await appHost.StandardOutput.ReadLineAsync(Bounded.Token()) is { } line)
        {
            if (line.StartsWith("[caller]", StringComparison.Ordinal) && line.Contains("Application started", StringComparison.Ordinal))
            {
                // Nobody reads on: what the pipe holds is enough for the few lines of a stop.
                return;
            }
        }

        throw new InvalidOperationException("The AppHost ended before its services were up.");
    }
}
