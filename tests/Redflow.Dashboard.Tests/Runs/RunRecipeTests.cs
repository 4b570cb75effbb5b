using Redflow.Dashboard.Runs;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Dashboard.Tests.Runs;

public sealed class RunRecipeTests
{
    [Fact]
    public void Run_is_emitted_again_by_curl_with_all_that_it_was_emitted_with()
    {
        var recipe = RunRecipe.Of(RunOf("""{"a":"it's \"1\""}""") with { Tags = ["tenant=1", "two words"], Priority = -3, LimitKey = "acme & co" }, true, "http://shop:5080/api/v1", false);

        Assert.Equal(
            """
            curl -X POST 'http://shop:5080/api/v1/workflows/checkout/runs?tag=tenant%3D1&tag=two%20words&priority=-3&limitKey=acme%20%26%20co' \
              -H 'Content-Type: application/json' \
              --data-raw '{
              "a": "it'\''s \"1\""
            }'
            """,
            recipe.Curl);
        Assert.False(recipe.NeedsInput);
    }

    [Fact]
    public void Key_and_unknown_address_are_left_to_who_runs_it()
    {
        var recipe = RunRecipe.Of(RunOf("7"), true, api: null, needsKey: true);

        Assert.Equal(
            """
            curl -X POST "$REDFLOW_URL"'/api/v1/workflows/checkout/runs' \
              -H "Authorization: Bearer $REDFLOW_API_KEY" \
              -H 'Content-Type: application/json' \
              --data-raw '7'
            """,
            recipe.Curl);
    }

    [Fact]
    public void Run_is_emitted_again_by_the_client_with_all_that_it_was_emitted_with()
    {
        var recipe = RunRecipe.Of(RunOf("""{"a":"","b":1}""") with { Tags = ["a \"quoted\" \\ tag"], Priority = 5, LimitKey = "line\u2028end" }, true, null, true);

        Assert.Equal(
            """"
            var run = await client.EmitWorkflowAsync(
                "checkout",
                Payload.Parse("""
                {
                  "a": "",
                  "b": 1
                }
                """u8.ToArray()),
                new() { Tags = ["a \"quoted\" \\ tag"], Priority = 5, LimitKey = "line\u2028end" });
            """",
            recipe.CSharp);
    }

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 20_000)]
    public void Input_that_is_hidden_or_large_is_not_in_the_text(bool isSeen, int length)
    {
        var recipe = RunRecipe.Of(RunOf($"\"{new string('x', length)}\""), isSeen, null, true);

        Assert.True(recipe.NeedsInput);
        Assert.DoesNotContain("xxx", recipe.Curl + recipe.CSharp, StringComparison.Ordinal);
        Assert.Contains("--data-binary @input.json", recipe.Curl, StringComparison.Ordinal);
        Assert.Contains("File.ReadAllBytesAsync(\"input.json\")", recipe.CSharp, StringComparison.Ordinal);
    }

    private static Run RunOf(string input) => new()
    {
        Id = RunId.Parse("1m804t32pb46n33jtwyfk00", null),
        Workflow = "checkout",
        Queue = "default",
        Status = RunStatus.Succeeded,
        Attempt = 1,
        Crashes = 0,
        Priority = 0,
        CreatedAt = DateTimeOffset.UnixEpoch,
        IdempotencyKey = "order-7",
        Input = Payload.Parse(System.Text.Encoding.UTF8.GetBytes(input)),
    };
}
