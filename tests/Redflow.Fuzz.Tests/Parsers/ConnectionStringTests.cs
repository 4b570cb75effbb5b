using Redflow.Fuzz.Tests.Storm;
using Redflow.Storage;

namespace Redflow.Fuzz.Tests.Parsers;

/// <summary>Connection strings, without connecting. A line: the string.</summary>
public sealed class ConnectionStringTests
{
    private const string Secret = "s3cr3t-w0rd";

    private static readonly string[] Valid =
    [
        $"redis://:{Secret}@localhost:6379/0", $"rediss://default:{Secret}@redis.example:6380/15", $"redis://{Secret}@[::1]:6379", $"unix://:{Secret}@/run/redis.sock?db=1", "unix:///run/redis.sock",
        "memory://", $"localhost:6379,password={Secret}", $"a:1,b:2,serviceName=m,password={Secret},ssl=true,abortConnect=false", $"redis://user:{Secret}@host", $"redis://host:{Secret}", $"redis://host/{Secret}",
        $"{Secret}@host", $"redis:/{Secret}@host", $"redis://h?password={Secret}", $"host,{Secret}", $"host,syncTimeout={Secret}", $"redis://[{Secret}]:1", $"redis://h/0#{Secret}", $"password={Secret}",
    ];

    [Fact]
    public Task Connection_string_is_read_or_refused_without_its_password() => new ShotStorm("connection-strings", 2_500).BreakAsync(
        random => new(Hostile.Near(random, Valid)), Take);

    private static void Take(Shot shot)
    {
        try
        {
            var address = StoreAddress.Parse(shot[0]);
            _ = address.ToString();
            _ = address is StoreAddress.Memory ? null : StoreFactory.OptionsOf(address);
        }
        catch (StoreConfigurationException exception)
        {
            Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
        }
    }
}
