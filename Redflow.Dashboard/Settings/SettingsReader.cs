using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Overview;
using Redflow.Hosting;
using Redflow.Payloads;
using Redflow.Workflows;

namespace Redflow.Dashboard.Settings;

/// <summary>Reads what the page of settings shows.</summary>
internal sealed class SettingsReader(RedflowClient client, OverviewReader overview, IOptions<RedflowDashboardOptions> options, IServiceProvider services)
{
    /// <summary>How many retentions are told apart, and how many workflows are named that have one.</summary>
    private const int MaxNamed = 5;

    private static readonly string Version = typeof(RedflowClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public async Task<ShownSettings> ReadAsync(HttpContext context)
    {
        var dashboard = options.Value;
        var seesAll = dashboard.Viewer(context).SeesAll;
        var findings = await overview.DiagnoseAsync(context.RequestAborted);
        return new(
            dashboard.Account(context),
            dashboard.Keys(context),
            [.. Facts(await client.ListWorkflowsAsync(context.RequestAborted))],
            seesAll ? [.. dashboard.Redact] : null,
            !seesAll && dashboard.Redact.Count > 0,
            [.. findings.OrderByDescending(finding => finding.Severity)]);
    }

    private IEnumerable<(string Name, string Value)> Facts(IReadOnlyList<WorkflowInfo> workflows)
    {
        yield return ("Redflow", Version);
        if (services.GetService<RedflowClientSettings>() is { } settings)
        {
            yield return ("Namespace", settings.Prefix);
            yield return ("Partitions", Times.Count(settings.Partitions));
        }

        var payloads = services.GetRequiredService<IOptions<RedflowPayloadOptions>>().Value;
        yield return ("Largest input", $"{Times.Count(payloads.MaxInputBytes)} bytes");
        yield return ("Payloads are stored", payloads.Codecs.Count == 0 ? "as JSON" : $"through {Times.Count(payloads.Codecs.Count)} codecs");
        foreach (var kept in Retentions(workflows))
        {
            yield return ("Ended runs are kept", kept);
        }

        yield return ("Served by", string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}, process {Environment.ProcessId}"));
    }

    private static IEnumerable<string> Retentions(IReadOnlyList<WorkflowInfo> workflows)
    {
        var retentions = workflows.GroupBy(workflow => workflow.Retention).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).ToArray();
        return retentions.Take(MaxNamed).Select(group => retentions.Length == 1 ? Times.Span(group.Key)
            : group.Count() <= MaxNamed ? $"{Times.Span(group.Key)}: {string.Join(", ", group.Select(workflow => workflow.Name))}"
            : $"{Times.Span(group.Key)}: {Times.Count(group.Count())} workflows");
    }
}
