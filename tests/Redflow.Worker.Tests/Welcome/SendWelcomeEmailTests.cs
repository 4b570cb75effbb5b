using Redflow.Payloads;
using Redflow.Testing;
using Redflow.Worker.Workflows.Welcome;

namespace Redflow.Worker.Tests.Welcome;

[Collection(SharedGarnet.Name)]
public sealed class SendWelcomeEmailTests(GarnetServer server) : WorkflowTests(server)
{
    private const string Workflow = "send-welcome-email";

    [Fact]
    public async Task Known_user_gets_a_message_and_the_run_says_so()
    {
        await using var worker = await StartWorkerAsync();

        var run = await EmitAsync(worker, Workflow, """{"userId":"user_123"}""");
        var output = await run.GetResultAsync(Wait.Limit);

        Assert.Equal("""{"sent":true}""", output.ToString());
        var message = new EmlFile(Path.Combine(Folder.Samples.Outbox, $"{run.Id}.eml"));
        Assert.Contains("ada@example.com", message["To"], StringComparison.Ordinal);
        var steps = await worker.Client.GetRunStepsAsync(run.Id);
        Assert.Equal(["fetch-user", "send-email"], steps.Select(step => step.Name));
    }

    [Fact]
    public async Task Unknown_user_fails_the_run_at_once_and_nobody_is_written_to()
    {
        await using var worker = await StartWorkerAsync();

        var run = await EmitAsync(worker, Workflow, """{"userId":"user_999"}""");
        var error = await ErrorAsync(run);

        Assert.Equal(typeof(UnknownUserException).FullName, error.Type);
        Assert.Contains("user_999", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await run.GetStateAsync()).Attempt);
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Samples.Outbox));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userId":null}""")]
    [InlineData("""{"userId":123}""")]
    public async Task Input_without_a_user_id_is_refused_by_the_emit(string input)
    {
        await using var worker = await StartWorkerAsync();

        var refusal = await Assert.ThrowsAsync<InputValidationException>(() => EmitAsync(worker, Workflow, input));

        Assert.Equal("userId", Assert.Single(refusal.Problems).Member);
    }
}
