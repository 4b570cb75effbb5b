using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Tests.Ledger;

public sealed class LedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    [Fact]
    public void What_was_written_is_read_in_the_order_of_time()
    {
        using (var worker = new LedgerWriter(_folder, "worker"))
        using (var client = new LedgerWriter(_folder, "client"))
        {
            client.Write(LedgerKinds.EmitSent, "r1", "free", null);
            worker.Write(LedgerKinds.Enter, "r1", "free", "", "1", "p-1");
            client.Write(LedgerKinds.Outcome, "r1", "succeeded", "a b");
        }

        var lines = LedgerReader.ReadAll(_folder);

        Assert.Equal(["client emit-sent r1 free -", "worker enter r1 free - 1 p-1", "client outcome r1 succeeded a_b"],
            lines.Select(line => $"{line.Role} {line.Kind} {string.Join(' ', line.Fields)}"));
        Assert.All(lines, line => Assert.Equal(Environment.ProcessId, line.Pid));
    }

    [Fact]
    public void A_line_that_a_kill_has_torn_is_left_out()
    {
        File.WriteAllText(Path.Combine(_folder, "worker-12.ledger"), "100 enter r1 free - 1 p-1\n200 ent");

        var lines = LedgerReader.ReadAll(_folder);

        Assert.Equal((100L, 12, "enter"), Assert.Single(lines.Select(line => (line.At, line.Pid, line.Kind))));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
