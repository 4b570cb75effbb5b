using Redflow.Api.Auth;

namespace Redflow.Api.Tests.Hosting;

/// <summary>An API key, and the arguments that configure an API with it.</summary>
internal sealed class TestKey(string name, ApiRole role)
{
    public string Name => name;

    public string Text { get; } = ApiKey.Create();

    public string Hash => Convert.ToHexStringLower(ApiKey.Hash(Text));

    public string[] Args => [$"--Redflow:Api:Keys:{name}:Role={role.ToWord()}", $"--Redflow:Api:Keys:{name}:Hash={Hash}"];

    public static TestKey Of(ApiRole role) => new($"the-{role.ToWord()}", role);
}
