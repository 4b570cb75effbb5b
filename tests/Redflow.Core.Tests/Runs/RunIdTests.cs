using System.Text.Json;
using Redflow.Runs;
using Xunit;

namespace Redflow.Core.Tests.Runs;

public sealed class RunIdTests
{
    [Fact]
    public void Ids_of_one_process_sort_in_the_order_they_were_made()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => RunId.New(0)).ToArray();

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Ids_of_many_threads_are_unique()
    {
        var ids = ParallelEnumerable.Range(0, 50_000).WithDegreeOfParallelism(8).Select(_ => RunId.New(0)).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(RunId.MaxPartitions - 1)]
    public void The_partition_can_be_told_from_the_id(int partition) => Assert.Equal(partition, RunId.New(partition).Partition);

    [Theory]
    [InlineData(-1)]
    [InlineData(RunId.MaxPartitions)]
    public void There_is_no_such_partition(int partition) => Assert.Throws<ArgumentOutOfRangeException>(() => RunId.New(partition));

    [Fact]
    public void An_id_is_read_back_from_text_and_json()
    {
        var id = RunId.New(7);

        Assert.Equal(id, RunId.Parse(id.ToString(), null));
        Assert.Equal(id, JsonSerializer.Deserialize<RunId>(JsonSerializer.Serialize(id)));
        Assert.Equal(RunId.Length, id.ToString().Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("run_123")]
    [InlineData("01jd8zq3m4v5w6x7y8z9abcdef")]
    [InlineData("0kc1u5p0000000000000000")]
    [InlineData("0KC1P50000000000000000A")]
    [InlineData("0kc1p5000000000000000/0")]
    public void What_is_not_an_id_is_refused(string? text)
    {
        Assert.False(RunId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => RunId.Parse(text ?? "", null));
    }
}
