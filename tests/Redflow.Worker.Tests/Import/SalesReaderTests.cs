using Redflow.Worker.Workflows.Import;

namespace Redflow.Worker.Tests.Import;

public sealed class SalesReaderTests : IDisposable
{
    private const string Header = "date,customer,country,amount\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(3, "3")]
    [InlineData(4, "3 1")]
    [InlineData(6, "3 3")]
    [InlineData(7, "3 3 1")]
    public async Task File_is_read_in_batches_and_the_last_one_is_known(int rows, string batches)
    {
        _folder.Import("sales.csv", Header + Rows(rows));
        using var reader = Reader();
        var file = await reader.InspectAsync("sales.csv", CancellationToken.None);

        var sizes = new List<int>();
        for (var last = false; !last;)
        {
            var batch = await reader.ReadAsync(file, sizes.Count * 3, 3, CancellationToken.None);
            sizes.Add(batch.Summary.Rows);
            last = batch.IsLast;
        }

        Assert.Equal(batches, string.Join(' ', sizes));
    }

    [Fact]
    public async Task New_reader_goes_on_where_another_one_ended()
    {
        _folder.Import("sales.csv", Header + Rows(10));
        using var first = Reader();
        var file = await first.InspectAsync("sales.csv", CancellationToken.None);
        await first.ReadAsync(file, 0, 4, CancellationToken.None);
        var expected = await first.ReadAsync(file, 4, 4, CancellationToken.None);

        using var second = Reader();
        var batch = await second.ReadAsync(file, 4, 4, CancellationToken.None);

        Assert.Equal(4 + 5 + 6 + 7, batch.Summary.Amount);
        Assert.Equivalent(expected, batch);
    }

    [Fact]
    public async Task File_that_was_changed_in_between_is_not_read_on()
    {
        _folder.Import("sales.csv", Header + Rows(10));
        using var reader = Reader();
        var file = await reader.InspectAsync("sales.csv", CancellationToken.None);
        _folder.Import("sales.csv", Header + Rows(11));

        await Assert.ThrowsAsync<ImportFileChangedException>(() => reader.ReadAsync(file, 0, 3, CancellationToken.None));
    }

    [Fact]
    public async Task Invalid_rows_are_counted_and_the_first_few_named_with_their_lines()
    {
        var summary = await ReadAllAsync(
            Header
            + "2025-01-02,Ada,DE,1.50\n"
            + "02.01.2025,Ada,DE,1\n"
            + "\n"
            + "2025-01-02,,DE,1\n"
            + "2025-01-02,Ada,Germany,1\n"
            + "2025-01-02,Ada,DE,\"1,000\"\n"
            + "2025-01-02,Ada\n"
            + "2025-01-02,Ada,FR,2\n"
            + "2025-01-02,Ada,DE,\n");

        Assert.Equal((8, 2, 6, 3.50m), (summary.Rows, summary.Valid, summary.Invalid, summary.Amount));
        Assert.Equal(
            [
                new(3, "the date is 02.01.2025, not a day like 2025-03-31"),
                new(5, "the customer is missing"),
                new(6, "the country is Germany, not a code like DE"),
                new(7, "the amount is 1,000, not a number like 42.50"),
                new(8, "the country is missing"),
            ],
            summary.Rejected);
        Assert.Equal(new Dictionary<string, int> { ["DE"] = 1, ["FR"] = 1 }, summary.Countries);
    }

    [Fact]
    public async Task Quotes_line_breaks_byte_order_mark_and_other_orders_of_columns_are_understood()
    {
        var summary = await ReadAllAsync(
            "\uFEFFAmount, Country ,note,CUSTOMER,date\r\n"
            + "\"7.25\",DE,\"two\r\nlines\",\"Hopper, \"\"Grace\"\"\",2025-01-02\r\n"
            + " 0.75 , FR ,,Zoë 🎈,2025-01-03");

        Assert.Equal((2, 2, 8.00m), (summary.Rows, summary.Valid, summary.Amount));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("date,customer\n", "its header lacks country, amount")]
    [InlineData("\u0000PNG\n\n", "its header lacks date, customer, country, amount")]
    public async Task File_without_the_columns_is_refused(string content, string mistake)
    {
        _folder.Import("sales.csv", content);
        using var reader = Reader();

        var refusal = await Assert.ThrowsAsync<ImportFormatException>(() => reader.InspectAsync("sales.csv", CancellationToken.None));

        Assert.Contains(mistake, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quote_that_is_never_closed_ends_the_import_instead_of_filling_the_memory()
    {
        var refusal = await Assert.ThrowsAsync<ImportFormatException>(
            () => ReadAllAsync(Header + "2025-01-02,\"Ada,DE,1\n" + Rows(10_000)));

        Assert.Contains("reading stopped", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<ImportSummary> ReadAllAsync(string content)
    {
        _folder.Import("sales.csv", content);
        using var reader = Reader();
        var file = await reader.InspectAsync("sales.csv", CancellationToken.None);
        return (await reader.ReadAsync(file, 0, 1_000, CancellationToken.None)).Summary;
    }

    private SalesReader Reader() => new(new(_folder.Options));

    /// <summary>Rows whose amounts are their numbers.</summary>
    private static string Rows(int count) => string.Concat(Enumerable.Range(0, count).Select(row => $"2025-01-02,Ada,DE,{row}\n"));
}
