using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Fuzz.Tests.Storm;
using Redflow.Hosting;
using Redflow.Payloads;
using Redflow.Results;
using Redflow.Scheduling;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Fuzz.Tests.Options;

/// <summary>Settings of a host with a client, a worker, a scheduler and results. A line: the key, and its value.</summary>
public sealed class HostTests
{
    private const string Flow = "flow";

    private static readonly string[] Keys =
    [
        .. KeysOf<RedflowWorkerOptions>(RedflowWorkerOptions.Section), .. KeysOf<SchedulerOptions>(SchedulerOptions.Section), .. KeysOf<RedflowPayloadOptions>(RedflowPayloadOptions.Section),
        .. KeysOf<RunResultOptions>(RunResultOptions.Section), .. KeysOf<RedflowClientSettings>(RedflowClientSettings.Section), .. KeysOf<WorkflowOptions>($"{WorkflowOptions.Section}:{Flow}"),
        $"{RedflowWorkerOptions.Section}:Queues:0", $"{RedflowPayloadOptions.Section}:Codecs:0", $"{RedflowPayloadOptions.Section}:Serializer:MaxDepth", $"{WorkflowOptions.Section}:{Flow}:Rate:Count",
        $"{WorkflowOptions.Section}:{Flow}:Rate:Period", $"{WorkflowOptions.Section}:{Flow}:Aliases:0", $"{WorkflowOptions.Section}:{Flow}:Events:0", $"{WorkflowOptions.Section}:{Flow}:Cron:0:Expression",
        $"{WorkflowOptions.Section}:{Flow}:Cron:0:TimeZone", $"{WorkflowOptions.Section}:{Flow}:Cron:0:Options:Jitter", $"{WorkflowOptions.Section}:{Flow}:Cron:0:Input", $"{WorkflowOptions.Section}:{Flow}:Unknown",
    ];

    private static readonly Type[] Types = [typeof(RedflowWorkerOptions), typeof(RedflowPayloadOptions), typeof(RunResultOptions), typeof(WorkflowOptions)];

    private static readonly string[] Values = ["1", "0", "-1", "default", "00:00:01", "00:00:00", "-00:00:01", "10675199.02:48:05.4775807", "2147483647", "2147483648", "true", "* * * * *", "", "Cpu", "99"];

    [Fact]
    public Task Setting_is_taken_or_refused_by_name_when_the_host_starts() => new ShotStorm("settings", 300).BreakAsync(
        random => new(Keys[random.Next(Keys.Length)], Hostile.Mostly(random, Values)), StartAsync);

    /// <summary>The options that are objects, which code can take away.</summary>
    public static TheoryData<string> Objects => new(
        from type in Types
        from property in type.GetProperties()
        where property.CanWrite && !property.PropertyType.IsValueType
        select $"{type.Name}.{property.Name}");

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task Option_that_code_sets_to_null_means_its_default_or_is_refused_by_name(string path)
    {
        var type = Types.Single(type => path.StartsWith($"{type.Name}.", StringComparison.Ordinal));
        var option = path.Split('.')[1];
        var setter = type.GetProperty(option)!.SetMethod!;

        var refused = await Record.ExceptionAsync(() => StartAsync(_ => { }, options =>
        {
            if (options.GetType() == type)
            {
                setter.Invoke(options, BindingFlags.DoNotWrapExceptions, null, [null], null);
            }
        }));

        if (refused is not null)
        {
            Assert.True(refused is OptionsValidationException or RedflowException or ArgumentNullException, refused.ToString());
            Assert.Contains(option == nameof(WorkflowOptions.Queue) ? "queue" : option, refused.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<string> KeysOf<T>(string section) => typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => $"{section}:{property.Name}");

    private static async Task StartAsync(Shot shot)
    {
        try
        {
            await StartAsync(shot[0], shot[1]);
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException or RedflowException)
        {
            // Some are named as what they are about: a workflow's as mistakes of its definition, a name as no name.
            var option = shot[0].Split(':').Skip(2).Append($"'{Flow}'");
            Assert.True(option.Any(name => exception.Message.Contains(name, StringComparison.OrdinalIgnoreCase)), exception.ToString());
        }
    }

    private static Task StartAsync(string key, string value) => StartAsync(configuration => configuration[key] = value, _ => { });

    /// <param name="set">Sets what configuration says.</param>
    /// <param name="change">Changes options in code.</param>
    private static async Task StartAsync(Action<IConfiguration> set, Action<object> change)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["ConnectionStrings:redis"] = "memory://";
        builder.Configuration["Aspire:Redflow:Client:Prefix"] = $"fuzz-{Guid.NewGuid():N}";
        set(builder.Configuration);
        builder.Services.Configure<RedflowPayloadOptions>(change);
        builder.AddRedflowWorker("redis", change).AddWorkflow<int, int>(Flow, ctx => Task.FromResult(ctx.Input), change);
        builder.AddRedflowScheduler("redis");
        builder.AddRedflowResults("redis", change);
        using var host = builder.Build();
        await host.StartAsync().Bounded();
        await host.StopAsync().Bounded();
    }
}
