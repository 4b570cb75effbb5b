using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Payloads;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Xunit;

namespace Redflow.Core.Tests.Payloads;

public sealed class RedflowPayloadOptionsTests
{
    [Fact]
    public void Limits_come_from_configuration()
    {
        using var host = Build("1234");

        Assert.Equal(1_234, host.Services.GetRequiredService<IOptions<RedflowPayloadOptions>>().Value.MaxInputBytes);
    }

    [Fact]
    public async Task A_limit_out_of_its_range_keeps_the_host_from_starting()
    {
        using var host = Build("0");

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("MaxInputBytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codecs_that_do_not_go_together_keep_the_host_from_starting()
    {
        using var host = Build("1", o => o.Codecs = [new AesGcmCodec(new("k", new byte[32])), new GZipCodec()]);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("Put it before", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Serializer:MaxDepth")]
    [InlineData("Codecs:0")]
    public async Task What_is_set_in_code_is_refused_in_configuration(string key)
    {
        using var host = Build("1", configuration: key);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains($"Redflow:Payloads:{key.Split(':')[0]} is set in code", exception.Message, StringComparison.Ordinal);
    }

    private static IHost Build(string maxInputBytes, Action<RedflowPayloadOptions>? configure = null, string configuration = "MaxOutputBytes")
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration[$"Redflow:Payloads:{configuration}"] = "1";
        builder.Configuration["Redflow:Payloads:MaxInputBytes"] = maxInputBytes;
        builder.Services.AddSingleton<IRedflowStore>(new MemoryStore(TimeProvider.System));
        builder.Services.Configure(configure ?? (_ => { }));
        builder.AddRedflowClient("redis");
        return builder.Build();
    }
}
