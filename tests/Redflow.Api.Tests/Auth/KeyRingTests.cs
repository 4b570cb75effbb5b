using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Auth;

public sealed class KeyRingTests : IDisposable
{
    private readonly TestKey _key = new("ci", ApiRole.Operator);
    private readonly TestKey _next = new("next", ApiRole.Admin);
    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
    private readonly KeyRing _keys;

    public KeyRingTests()
    {
        Set(_key, role: "Operator");
        _keys = new(_configuration, NullLogger<KeyRing>.Instance);
    }

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void Key_is_found_with_its_name_and_role() => Assert.Equal(new Caller("ci", ApiRole.Operator), _keys.Find(_key.Text));

    [Fact]
    public void Key_that_nobody_has_is_not_found() => Assert.Null(_keys.Find(_next.Text));

    [Fact]
    public void Change_that_can_not_be_read_leaves_the_keys_as_they_were()
    {
        Set(_next, role: "owner");

        _configuration.Reload();

        Assert.NotNull(_keys.Find(_key.Text));
        Assert.Null(_keys.Find(_next.Text));
    }

    [Fact]
    public void Change_takes_effect()
    {
        Set(_next, role: "admin");
        _configuration["Redflow:Api:Keys:ci:Role"] = "reader";

        _configuration.Reload();

        Assert.Equal(ApiRole.Reader, _keys.Find(_key.Text)?.Role);
        Assert.Equal(ApiRole.Admin, _keys.Find(_next.Text)?.Role);
    }

    private void Set(TestKey key, string role)
    {
        _configuration[$"Redflow:Api:Keys:{key.Name}:Role"] = role;
        _configuration[$"Redflow:Api:Keys:{key.Name}:Hash"] = key.Hash;
    }
}
