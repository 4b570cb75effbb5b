using System.CommandLine;
using System.Text.Json;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Doctor;

/// <summary><c>redflow doctor</c>.</summary>
internal sealed class Diagnose(Tool tool)
    : ApiCommand(tool, "doctor", "Shows what the health checks and the Redis doctor have found, and what to do. The exit code is 1 unless all is healthy.")
{
    private const string Healthy = "Healthy";

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var reply = await session.Api.GetHealthAsync(cancellationToken);
        if (reply.Text is Healthy or "Degraded" or "Unhealthy")
        {
            // The word alone is what callers from elsewhere get that send no key.
            session.Screen.Json(session.Json ? $$"""{"status":"{{reply.Text}}"}""" : reply.Text);
            session.Screen.Note("The API tells what was found to its own machine, and to callers with a key.");
            return reply.Text == Healthy ? ExitCode.Success : ExitCode.Failed;
        }

        var health = reply.Read<Health>();
        session.Show<Health>(reply, _ => Show(session.Screen, health));
        return health.Status == Healthy ? ExitCode.Success : ExitCode.Failed;
    }

    private static void Show(Screen screen, Health health)
    {
        screen.Table([.. health.Checks],
        [
            new("check", check => check.Key),
            new("status", check => Cell.OfStatus(check.Value.Status)),
            new("findings", check => Of(check.Value) is { Length: > 0 } ? null : check.Value.Description),
        ]);
        foreach (var (name, finding) in health.Checks.Values.SelectMany(Of))
        {
            screen.Line($"\n{finding.Severity}: {name}\n  {finding.Message}");
        }

        screen.Line($"\n{health.Status}");
    }

    private static (string Name, Finding Finding)[] Of(HealthCheck check) =>
    [
        .. (check.Data ?? new Dictionary<string, JsonElement>())
            .Where(member => member.Value.ValueKind == JsonValueKind.Object)
            .Select(member => (member.Key, member.Value.Deserialize<Finding>(JsonSerializerOptions.Web)!)),
    ];
}
