using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Redflow.Payloads;
using Xunit;

namespace Redflow.Core.Tests.Payloads;

public sealed class AnnotationCheckTests
{
    private sealed record Line([Required] string Sku, [Range(1, 9)] int Quantity);

    private sealed class Order : IValidatableObject
    {
        [Required]
        public string? Id { get; init; }

        public IReadOnlyList<Line?> Lines { get; init; } = [];

        public Dictionary<string, Line> Gifts { get; init; } = [];

        public IEnumerable<object> Others { get; init; } = [];

        public Order? Previous { get; set; }

        [JsonPropertyName("e-mail"), EmailAddress]
        public string? Mail { get; init; }

        [JsonIgnore, Range(1, 2)]
        public int Hidden { get; init; }

        public DateTimeOffset From { get; init; }

        public DateTimeOffset To { get; init; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (To < From)
            {
                yield return new("ends before it begins", [nameof(From), nameof(To)]);
            }

            if (Id == "banned")
            {
                yield return new("is banned");
            }
        }
    }

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class EvenAttribute : ValidationAttribute
    {
        public override bool IsValid(object? value) => value is Pair { Sum: var sum } && sum % 2 == 0;

        public override string FormatErrorMessage(string name) => $"{name} is not even";
    }

    [Even]
    private sealed record Pair(int Left, int Right)
    {
        [JsonIgnore]
        public int Sum => Left + Right;
    }

    /// <summary>A structure that may be held by value.</summary>
    private readonly record struct Box([property: Range(1, 2)] int Size);

    private sealed class Once : IEnumerable<Line>
    {
        public int Uses { get; private set; }

        public IEnumerator<Line> GetEnumerator()
        {
            Uses++;
            yield return new("", 0);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public static TheoryData<object?, string> Invalid => new()
    {
        { new Order(), "id" },
        { new Order { Id = "a", Lines = [new("s", 1), null, new("", 0)] }, "lines[2].sku lines[2].quantity" },
        { new Order { Id = "a", Gifts = new() { ["x"] = new("s", 10) } }, "gifts.x.quantity" },
        { new Order { Id = "a", Others = [1, "text", new List<Line> { new("", 1) }] }, "others[2][0].sku" },
        { new Order { Id = "a", Others = new object[] { new Box(3) } }, "others[0].size" },
        { new Order { Id = "a", Previous = new() { Previous = new() { Id = "b" } } }, "previous.id" },
        { new Order { Id = "a", Mail = "nobody" }, "e-mail" },
        { new Order { Id = "a", From = DateTimeOffset.UnixEpoch.AddDays(1), To = DateTimeOffset.UnixEpoch }, "from to" },
        { new Order { Id = "banned" }, "" },
        { new[] { new Line("", 1) }, "[0].sku" },
        { new Pair(1, 2), "" },
        { new List<Pair> { new(1, 1), new(1, 2) }, "[1]" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_annotations_refuse_is_named_by_its_path(object? input, string members) =>
        Assert.Equal(members.Split(' '), Problems(input).Select(problem => problem.Member));

    [Fact]
    public void What_annotations_allow_passes() => Assert.Empty(Problems(new Order
    {
        Id = "a",
        Lines = [new("s", 1)],
        Gifts = new() { ["x"] = new("s", 9) },
        Others = [new Pair(1, 1), new Box(1)],
        Mail = "a@b.c",
    }));

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    [InlineData("text")]
    public void Values_without_members_pass(object? input) => Assert.Empty(Problems(input));

    [Fact]
    public void Messages_name_members_as_JSON_does() =>
        Assert.Equal("The field quantity must be between 1 and 9.", Assert.Single(Problems(new Line("s", 0))).Message);

    [Fact]
    public void What_an_object_says_of_itself_is_not_asked_while_its_annotations_refuse_it() =>
        Assert.Equal(["id"], Problems(new Order { From = DateTimeOffset.UnixEpoch.AddDays(1) }).Select(problem => problem.Member));

    [Fact]
    public void A_cycle_is_gone_through_once()
    {
        var order = new Order { Id = "banned" };
        order.Previous = order;

        Assert.Equal("is banned", Assert.Single(Problems(order)).Message);
    }

    [Fact]
    public void What_lies_deeper_than_JSON_can_is_not_looked_at()
    {
        var deepest = new Order();
        var order = deepest;
        for (var depth = 0; depth < 10_000; depth++)
        {
            order = new() { Id = "a", Previous = order };
        }

        Assert.Empty(Problems(order));
    }

    [Fact]
    public void A_thousand_problems_are_told_as_the_first_hundred() =>
        Assert.Equal(100, Problems(Enumerable.Range(0, 1_000).Select(_ => new Line("", 0)).ToArray()).Count);

    [Fact]
    public void A_long_name_is_not_written_for_each_of_many_items()
    {
        var name = new string('n', 300_000);
        var lines = new Dictionary<string, List<Line>> { [name] = [.. Enumerable.Repeat(new Line("s", 1), 100_000), new("s", 0)] };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = Assert.Single(Problems(lines));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
        Assert.Equal($"{name[..100]}…[100000].quantity", problem.Member);
    }

    [Fact]
    public void What_can_be_gone_through_only_once_is_left_to_the_serializer()
    {
        var once = new Once();

        Assert.Empty(Problems(new Order { Id = "a", Others = once }));

        Assert.Equal(0, once.Uses);
    }

    private static IReadOnlyList<InputProblem> Problems(object? input) => AnnotationCheck.Problems(input, new PayloadSerializer(new()).Members);
}
