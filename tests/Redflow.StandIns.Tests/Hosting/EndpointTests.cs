using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Redflow.StandIns.Tests.Hosting;

public class EndpointTests
{
    [Fact]
    public async Task Endpoint_gets_a_port_which_args_environment_and_connection_strings_agree_on()
    {
        var builder = TestApplication.CreateBuilder();
        var server = builder.AddShell("server", "exec sleep 1000").WithEndpoint(scheme: "redis", env: "PORT");
        server.WithArgs("--port", server.GetEndpoint("redis").Property(EndpointProperty.TargetPort));
        var db = builder.AddConnectionString(
            "db", ReferenceExpression.Create($"{server.GetEndpoint("redis").Property(EndpointProperty.HostAndPort)},name={{x}}"));
        builder.AddSleeper("client").WithReference(db).WaitFor(db);
        await using var application = await builder.StartAsync();

        var running = await application.RunningAsync("server");
        var client = await application.RunningAsync("client");

        var endpoint = application.GetEndpoint("server", "redis");
        var port = $"{endpoint.Port}";
        Assert.Equal("redis", endpoint.Scheme);
        Assert.Equal(port, Variable(running, "PORT"));
        Assert.Equal(["-c", "exec sleep 1000", "--port", port], (IEnumerable<string>)running.Snapshot.Properties.Single(p => p.Name == "executable.args").Value!);
        Assert.Equal($"localhost:{port},name={{x}}", Variable(client, "ConnectionStrings__db"));
        Assert.Equal($"localhost:{port},name={{x}}", await application.GetConnectionStringAsync("db", Bounded.Token()));
    }

    [Fact]
    public async Task Connection_string_of_the_configuration_is_handed_on()
    {
        var builder = TestApplication.CreateBuilder("--ConnectionStrings:redis", "elsewhere:6379,password=secret");
        var redis = builder.AddConnectionString("redis");
        builder.AddSleeper("client").WithReference(redis).WaitFor(redis);
        await using var application = await builder.StartAsync();

        var client = await application.RunningAsync("client");

        Assert.Equal("elsewhere:6379,password=secret", Variable(client, "ConnectionStrings__redis"));
    }

    [Fact]
    public async Task Connection_string_that_is_missing_is_named_and_keeps_its_user_waiting()
    {
        var builder = TestApplication.CreateBuilder();
        var redis = builder.AddConnectionString("redis");
        builder.AddSleeper("client").WithReference(redis).WaitFor(redis);
        await using var application = await builder.StartAsync();

        await application.ResourceNotifications.WaitForResourceAsync("redis", KnownResourceStates.FailedToStart, Bounded.Token());

        Assert.Contains("ConnectionStrings:redis", await application.FirstLineAsync("redis"), StringComparison.Ordinal);
        await application.ResourceNotifications.WaitForResourceAsync("client", KnownResourceStates.Waiting, Bounded.Token());
    }

    [Fact]
    public async Task Replicas_with_an_endpoint_are_refused()
    {
        var builder = TestApplication.CreateBuilder();
        builder.AddSleeper("web").WithHttpEndpoint().WithAnnotation(new ReplicaAnnotation(2));
        await using var application = builder.Build();

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => application.StartAsync(Bounded.Token()));

        Assert.Contains("proxy", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a{b}c", "a{b}c")]
    [InlineData("", "")]
    public async Task Literal_braces_of_an_expression_stay(string literal, string expected)
    {
        var builder = new ReferenceExpressionBuilder();
        builder.Append($"{literal}");
        builder.AppendLiteral("{}");

        Assert.Equal(expected + "{}", await builder.Build().GetValueAsync(Bounded.Token()));
    }

    private static string? Variable(ResourceEvent running, string name) =>
        running.Snapshot.EnvironmentVariables.Single(v => v.Name == name).Value;
}
