using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/draining.md, run.</summary>
public sealed class DrainingSample
{
    private readonly MemoryStore _store = new(TimeProvider.System);

    [Fact]
    public async Task What_is_running_ends_within_the_grace_period()
    {
        var import = new Import(blocksAt: 2);
        var host = await StartAsync(import, TimeSpan.FromSeconds(20)).Bounded();
        var handle = await host.Client.EmitWorkflowAsync<int, string>("import", 3);
        await import.Blocked.Task.Bounded();

        var stopping = host.DisposeAsync().AsTask();
        import.Release.SetResult();
        await stopping.Bounded();

        Assert.Equal(RunStatus.Succeeded, (await _store.FindRunAsync(handle.Id))!.Status);
    }

    [Fact]
    public async Task What_is_left_goes_on_elsewhere_behind_its_last_finished_step()
    {
        var import = new Import(blocksAt: 2);
        var host = await StartAsync(import, TimeSpan.Zero).Bounded();
        var handle = await host.Client.EmitWorkflowAsync<int, string>("import", 3);
        await import.Blocked.Task.Bounded();

        await host.DisposeAsync().AsTask().Bounded();
        var left = (await _store.FindRunAsync(handle.Id))!;
        import.Release.SetResult();
        await using var other = await StartAsync(import, TimeSpan.Zero).Bounded();

        Assert.Equal((RunStatus.Queued, 1, true), (left.Status, left.Attempt, import.IsCutOff));
        Assert.Equal("3 pages", await other.Client.GetHandle<string>(handle.Id).GetResultAsync(Wait.Limit));
        Assert.Equal([1, 2, 2, 3], import.Begun);
    }

    [Fact]
    public async Task A_paused_queue_lets_nothing_begin()
    {
        await using var host = await StartAsync(new Import(blocksAt: 0), TimeSpan.Zero).Bounded();

        var running = await PauseAsync(host.Client);
        var handle = await host.Client.EmitWorkflowAsync<int, string>("import", 1);

        Assert.Equal(0, running);
        Assert.IsType<WaitReason.QueuePaused>(await host.Client.ExplainRunAsync(handle.Id));
        await host.Client.ResumeQueueAsync("default");
        Assert.Equal("1 pages", await handle.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public void A_grace_period_that_the_host_would_cut_off_is_refused()
    {
        using var cutOff = Build(_ => { });
        using var waitedFor = Build(builder =>
        {
            builder.AddRedflowWorker("redis", o => o.ShutdownGracePeriod = TimeSpan.FromMinutes(2));
            builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(125));
        });

        Assert.Throws<OptionsValidationException>(() => GraceOf(cutOff));
        Assert.Equal(TimeSpan.FromMinutes(2), GraceOf(waitedFor));
    }

    private static IHost Build(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder(["--ConnectionStrings:redis=memory://", "--Redflow:Worker:ShutdownGracePeriod=00:02:00"]);
        builder.AddRedflowWorker("redis");
        configure(builder);
        return builder.Build();
    }

    private static TimeSpan GraceOf(IHost host) => host.Services.GetRequiredService<IOptions<RedflowWorkerOptions>>().Value.ShutdownGracePeriod;

    private static void Define(RedflowBuilder redflow, Import import)
    {
        redflow.AddWorkflow<int, string>("import", async ctx =>
        {
            try
            {
                for (var page = 1; page <= ctx.Input; page++)
                {
                    var current = page;
                    await ctx.Step.RunAsync($"page {page}", ct => import.PageAsync(current, ct));
                }
            }
            catch (OperationCanceledException) when (ctx.CancellationReason == CancellationReason.HostStopping)
            {
                import.IsCutOff = true;
                throw;
            }

            return $"{ctx.Input} pages";
        });
    }

    private static async Task<long> PauseAsync(RedflowClient client)
    {
        await client.PauseQueueAsync("default", "deploying");
        var running = await client.CountRunsAsync(new() { Queue = "default", Status = RunStatus.Running });
        return running;
    }

    private Task<RedflowTestHost> StartAsync(Import import, TimeSpan grace) => RedflowTestHost.StartAsync(
        redflow => Define(redflow, import),
        services => services.AddSingleton<IRedflowStore>(_store),
        o => o.ShutdownGracePeriod = grace);

    /// <summary>Stands still at one page until it is released.</summary>
    private sealed class Import(int blocksAt)
    {
        public TaskCompletionSource Blocked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<int> Begun { get; } = [];

        public bool IsCutOff { get; set; }

        public async Task PageAsync(int page, CancellationToken cancellationToken)
        {
            Begun.Add(page);
            if (page == blocksAt)
            {
                Blocked.TrySetResult();
                await Release.Task.WaitAsync(cancellationToken);
            }
        }
    }
}
