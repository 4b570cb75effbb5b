using Redflow.Api.Tests.Hosting;

namespace Redflow.Cli.Tests.Hosting;

/// <summary>The tool, against the APIs of the tests.</summary>
internal static class CliExtensions
{
    public static Desk Desk(this ApiFixture fixture) => new(fixture.Http.BaseAddress!.ToString());

    public static Task<Said> RunAsync(this ApiFixture fixture, params string[] args) => fixture.Desk().RunAsync(args);

    public static Task<Said> RunAsync(this HttpClient http, params string[] args) => new Desk(http.BaseAddress!.ToString()).RunAsync(args);

    /// <summary>Emits a run by the tool and returns its id.</summary>
    public static async Task<string> EmitAsync(this ApiFixture fixture, params string[] args) =>
        (await fixture.RunAsync(["runs", "emit", .. args])).Ended(ExitCode.Success).Line;
}
