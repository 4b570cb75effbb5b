namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfAudits => new()
    {
        ["note_change noted"] = test => test.ListenAsync(store => store.NoteChangeAsync(new() { Method = "POST", Route = "/", Status = 200 }, 1)),
    };
}
