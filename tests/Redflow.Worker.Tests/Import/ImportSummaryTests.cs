using Redflow.Worker.Workflows.Import;

namespace Redflow.Worker.Tests.Import;

public sealed class ImportSummaryTests
{
    [Fact]
    public void Sum_of_batches_adds_up_and_keeps_the_first_rejected_rows()
    {
        var sum = ImportSummary.Sum(
        [
            new(3, 1, 2, 0.10m, new Dictionary<string, int> { ["FR"] = 1 }, [new(2, "a"), new(3, "b")]),
            new(5, 1, 4, 0.20m, new Dictionary<string, int> { ["DE"] = 1 }, [new(6, "c"), new(7, "d"), new(8, "e"), new(9, "f")]),
            new(1, 1, 0, 0.30m, new Dictionary<string, int> { ["FR"] = 1 }, []),
        ]);

        Assert.Equal((9, 3, 6, 0.60m), (sum.Rows, sum.Valid, sum.Invalid, sum.Amount));
        Assert.Equal([("DE", 1), ("FR", 2)], sum.Countries.Select(country => (country.Key, country.Value)));
        Assert.Equal([2, 3, 6, 7, 8], sum.Rejected.Select(row => row.Line));
    }
}
