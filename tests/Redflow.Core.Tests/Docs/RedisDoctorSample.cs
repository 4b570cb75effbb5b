using Redflow.Client;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/redis-doctor.md, run.</summary>
public sealed class RedisDoctorSample
{
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
}
