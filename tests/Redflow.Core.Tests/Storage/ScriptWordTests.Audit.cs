namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfAudits => new()
    {
        ["append_audit noted"] = test => test.ListenAsync(store => store.AppendAuditAsync(new() { Method = "POST", Route = "/", Status = 200 }, 1)),
    };
}
