using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Redflow.StandIns.Tests.Redis;

public class RedisConfigurationTests
{
    private const string Section = "Aspire:StackExchange:Redis";

    [Fact]
    public void Connection_string_is_found_by_the_name_of_the_connection()
    {
        var options = OptionsFrom(("ConnectionStrings:redis", "127.0.0.1:1234"));

        Assert.Equal("127.0.0.1:1234", Assert.Single(options.EndPoints).ToString());
    }

    [Theory]
    [InlineData($"{Section}:ConnectionString")]
    [InlineData($"{Section}:redis:ConnectionString")]
    public void Connection_string_may_stand_in_the_section(string key)
    {
        var options = OptionsFrom((key, "127.0.0.1:1234"));

        Assert.Equal("127.0.0.1:1234", Assert.Single(options.EndPoints).ToString());
    }

    [Fact]
    public void ConnectionStrings_wins_over_the_section()
    {
        var options = OptionsFrom(
            ("ConnectionStrings:redis", "127.0.0.1:1"),
            ($"{Section}:ConnectionString", "127.0.0.1:2"),
            ($"{Section}:redis:ConnectionString", "127.0.0.1:3"));

        Assert.Equal("127.0.0.1:1", Assert.Single(options.EndPoints).ToString());
    }

    [Fact]
    public void Named_section_wins_over_the_general_one()
    {
        var options = OptionsFrom(
            ($"{Section}:ConnectionString", "127.0.0.1:2"),
            ($"{Section}:redis:ConnectionString", "127.0.0.1:3"),
            ($"{Section}:ConfigurationOptions:ConnectTimeout", "1111"),
            ($"{Section}:ConfigurationOptions:ConnectRetry", "7"),
            ($"{Section}:redis:ConfigurationOptions:ConnectTimeout", "2222"));

        Assert.Equal("127.0.0.1:3", Assert.Single(options.EndPoints).ToString());
        Assert.Equal(2222, options.ConnectTimeout);
        Assert.Equal(7, options.ConnectRetry);
    }

    [Fact]
    public void Options_of_a_newer_client_in_the_section_are_ignored()
    {
        var options = OptionsFrom(("ConnectionStrings:redis", "127.0.0.1:1234"), ($"{Section}:ConfigurationOptions:AsyncTimeout", "3000"));

        Assert.Single(options.EndPoints);
    }

    [Fact]
    public void Delegates_have_the_last_word()
    {
        ConfigurationOptions? seen = null;
        using var host = new RedisHost(
            builder => builder.AddRedisClient(
                "redis",
                settings => settings.ConnectionString += ",connectTimeout=1111,connectRetry=7",
                options => (seen = options).ConnectTimeout = 222),
            ("ConnectionStrings:redis", "127.0.0.1:1"));

        _ = host.Multiplexer;

        Assert.Equal(222, seen!.ConnectTimeout);
        Assert.Equal(7, seen.ConnectRetry);
    }

    [Fact]
    public void Missing_connection_string_is_an_error_that_names_the_configuration_path()
    {
        using var host = new RedisHost(builder => builder.AddRedisClient("orders"));

        var error = Assert.Throws<InvalidOperationException>(() => host.Multiplexer);

        Assert.Contains("'ConnectionStrings:orders'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{Section}:ConnectionString'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_that_is_down_yields_a_disconnected_client_and_a_warning()
    {
        var endPoint = $"127.0.0.1:{RedisServerProcess.FreePort()}";
        using var host = new RedisHost(builder => builder.AddRedisClient("redis"), ("ConnectionStrings:redis", $"{endPoint},connectTimeout=500"));

        Assert.False(host.Multiplexer.IsConnected);
        Assert.Contains($"Warning: Redis at {endPoint} is not reachable yet", host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_string_may_ask_to_fail_at_once_instead()
    {
        var endPoint = $"127.0.0.1:{RedisServerProcess.FreePort()}";
        using var host = new RedisHost(
            builder => builder.AddRedisClient("redis"), ("ConnectionStrings:redis", $"{endPoint},abortConnect=true,connectTimeout=500,password=s3cret"));

        var error = Assert.Throws<RedisConnectionException>(() => host.Multiplexer);

        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    private static ConfigurationOptions OptionsFrom(params (string Key, string Value)[] configuration)
    {
        ConfigurationOptions? seen = null;
        using var host = new RedisHost(builder => builder.AddRedisClient("redis", configureOptions: Capture), configuration);

        _ = host.Multiplexer;

        return seen!;

        // Nobody listens at the address, and whether it connects is not what is asked.
        void Capture(ConfigurationOptions options)
        {
            seen = options.Clone();
            options.ConnectTimeout = 100;
        }
    }
}
