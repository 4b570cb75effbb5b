using System.Text.Json;
using Redflow.Worker.Workflows.Checkout;

namespace Redflow.Worker.Tests.Checkout;

public sealed class LedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Entry_is_one_line_of_JSON()
    {
        await new Ledger(_folder.Options).AppendAsync(
            new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "ord_1", "run1", "charge", Attempt: 2, Pid: 4711), CancellationToken.None);

        Assert.Equal(
            """{"at":"2026-03-01T12:00:00+00:00","orderId":"ord_1","runId":"run1","step":"charge","attempt":2,"pid":4711}""" + "\n",
            await File.ReadAllTextAsync(_folder.Samples.LedgerFile));
    }

    [Fact]
    public async Task Lines_of_many_writers_all_arrive_whole()
    {
        const int Writers = 8, Lines = 25;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var ledger = new Ledger(_folder.Options);
            for (var line = 0; line < Lines; line++)
            {
                await ledger.AppendAsync(Entry($"{writer}/{line}"), CancellationToken.None);
            }
        })));

        var steps = (await File.ReadAllLinesAsync(_folder.Samples.LedgerFile))
            .Select(line => JsonSerializer.Deserialize<LedgerEntry>(line, JsonSerializerOptions.Web)!.Step);
        Assert.Equal(
            Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, Lines).Select(line => $"{writer}/{line}")).Order(),
            steps.Order());
    }

    [Fact]
    public async Task Ledger_can_be_read_while_it_is_written()
    {
        var ledger = new Ledger(_folder.Options);
        await ledger.AppendAsync(Entry("first"), CancellationToken.None);

        var writing = Task.Run(async () =>
        {
            for (var line = 0; line < 100; line++)
            {
                await ledger.AppendAsync(Entry("next"), CancellationToken.None);
            }
        });

        while (!writing.IsCompleted)
        {
            Assert.All(await File.ReadAllLinesAsync(_folder.Samples.LedgerFile), line => Assert.EndsWith("}", line, StringComparison.Ordinal));
        }

        await writing;
    }

    [Fact]
    public async Task Append_that_waits_for_its_turn_ends_with_its_token()
    {
        using var held = await LockFile.TakeAsync($"{_folder.Samples.LedgerFile}.lock", CancellationToken.None);
        using var canceled = new CancellationTokenSource();

        var append = new Ledger(_folder.Options).AppendAsync(Entry("charge"), canceled.Token);
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        Assert.False(File.Exists(_folder.Samples.LedgerFile));
    }

    private static LedgerEntry Entry(string step) => new(DateTimeOffset.UtcNow, "ord_1", "run1", step, 1, Environment.ProcessId);
}
