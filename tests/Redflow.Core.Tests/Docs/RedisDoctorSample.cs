using Redflow.Client;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/redis-doctor.md, run.</summary>
public sealed class RedisDoctorSample(RedisDoctorSample.Forgetful redis) : IClassFixture<RedisDoctorSample.Forgetful>
{
    [SkippableFact]
    public async Task The_doctor_says_that_a_server_forgets_its_runs()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        await using var client = RedflowClient.Connect($"redis://127.0.0.1:{redis.Port}");

        var lines = await DiagnoseAsync(client).Bounded();

        Assert.StartsWith("Warning: ", lines, StringComparison.Ordinal);
        Assert.Contains("appendonly", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_finds_nothing_in_memory()
    {
        await using var client = RedflowClient.Connect("memory://");

        var lines = await DiagnoseAsync(client).Bounded();

        Assert.Equal("", lines);
    }

    private static async Task<string> DiagnoseAsync(RedflowClient client)
    {
        using var Console = new StringWriter();
        foreach (var finding in await client.DiagnoseAsync())
        {
            Console.WriteLine($"{finding.Severity}: {finding.Message}");
        }

        return Console.ToString();
    }

    /// <summary>Writes nothing to its disk.</summary>
    public sealed class Forgetful : RedisServer
    {
        public Forgetful() => Options = ["--appendonly", "no"];
    }
}
