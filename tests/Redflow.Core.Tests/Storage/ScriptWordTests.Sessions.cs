namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfSessions => new()
    {
        ["add_session_key added"] = test => test.ListenAsync(store => store.AddSessionKeyAsync("<key/>", 0)),
        ["add_session_key changed"] = test => test.ListenAsync(store => store.AddSessionKeyAsync("<key/>", 1)),
    };
}
