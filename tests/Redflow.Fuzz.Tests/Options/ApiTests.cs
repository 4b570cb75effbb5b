using Microsoft.Extensions.Options;
using Redflow.Api;

namespace Redflow.Fuzz.Tests.Options;

/// <summary>Settings that keep the API from starting.</summary>
public sealed class ApiTests
{
    [Theory]
    [InlineData("Redflow:Api:AllowAnonymous", "maybe", "Redflow:Api:AllowAnonymous")]
    [InlineData("Redflow:Payloads:MaxInputBytes", "-1", "MaxInputBytes")]
    [InlineData("Redflow:Payloads:MaxInputBytes", "1e9", "Redflow:Payloads:MaxInputBytes")]
    [InlineData("Redflow:Payloads:Serializer:MaxDepth", "-1", "Redflow:Payloads:Serializer")]
    [InlineData("Aspire:Redflow:Client:Prefix", "{redflow}", "Aspire:Redflow:Client:Prefix")]
    [InlineData("Aspire:Redflow:Client:Partitions", "2147483647", "Aspire:Redflow:Client:Partitions")]
    [InlineData("ConnectionStrings:redis", "nosuch://:secret@host", "'nosuch://'")]
    [InlineData("ConnectionStrings:redis", "redis://:secret@host:99999999999", "port")]
    public async Task Setting_that_can_not_be_is_named_and_the_API_does_not_start(string key, string value, string named)
    {
        var refused = await Record.ExceptionAsync(async () =>
        {
            await using var app = ApiApplication.Build(["--urls=http://127.0.0.1:0", "--environment=Development", "--ConnectionStrings:redis=memory://", $"--{key}={value}"]);
            await app.StartAsync();
        });

        Assert.True(refused is OptionsValidationException or RedflowException or InvalidOperationException, $"{refused}");
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }
}
