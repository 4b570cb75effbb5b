using System.Text.Json;
using Microsoft.Playwright;
using Redflow.Testing;

namespace Redflow.Dashboard.Tests.Accessibility;

/// <summary>axe-core, which finds what keeps people with disabilities out of a page.</summary>
public sealed class Axe : IAsyncLifetime
{
    /// <summary>Runs it over what the page shows, and tells what matters: which rule, which elements, and what is wrong with them.</summary>
    private const string Check = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(violation => violation.impact === 'serious' || violation.impact === 'critical')
          .flatMap(violation => violation.nodes.map(node => `${violation.id} (${violation.impact}) ${node.target.join(' ')}: ${node.failureSummary}`))
        """;

    private static readonly NpmFolder Folder = new("accessibility-checks", "tests", "Redflow.Dashboard.Tests", "Accessibility", "Tools");

    private string _script = "";

    /// <summary>Why it can't be used; null when it can.</summary>
    public string? SkipReason { get; private set; }

    public async Task InitializeAsync()
    {
        SkipReason = await Folder.InstallAsync();
        _script = SkipReason is null ? await File.ReadAllTextAsync(Folder.PathOf("node_modules", "axe-core", "axe.min.js")) : "";
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Finds what is serious or critical on a page.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe !== 'undefined'").Bounded())
        {
            // As a debugger does it: a script element would be refused, as it is to be.
            await page.EvaluateAsync(_script).Bounded();
        }

        return [.. (await page.EvaluateAsync<JsonElement>(Check).Bounded()).EnumerateArray().Select(finding => finding.GetString()!)];
    }
}
