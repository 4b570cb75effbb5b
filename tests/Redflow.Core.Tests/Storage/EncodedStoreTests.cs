using Redflow.Core.Tests.Hosting;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>A store behind codecs does what every store does.</summary>
public sealed class EncodedStoreTests(MemoryServer server) : StoreConformance(new EncodedServer(server)), IClassFixture<MemoryServer>
{
    private IRedflowStore Behind => ((EncodedTestStore)Test).Behind;

    [Fact]
    public async Task What_is_stored_is_encoded_and_what_is_read_is_not()
    {
        var id = await EmitAsync();
        var claimed = await ClaimOneAsync();
        await Store.CommitStepAsync(new(id, claimed.Fence, "s", StepStatus.Succeeded, 1, 1, default, "\"result\""u8.ToArray()));
        await FinishAsync(claimed, Succeeded);

        var (behind, before) = ((await Behind.FindRunAsync(id))!, await GetAsync(id));
        Assert.All([behind.Input, behind.Output!.Value], payload => Assert.True(PayloadCodecChain.IsEncoded(payload.Utf8.Span)));
        Assert.True(PayloadCodecChain.IsEncoded((await Behind.FindStepsAsync(id))!.Single().Output!.Value.Utf8.Span));
        Assert.Equal(("{\"n\":1}", "42"), (before.Input.ToString(), before.Output.ToString()));
        Assert.Equal("\"result\"", (await Store.FindStepsAsync(id))!.Single().Output.ToString());
    }

    [Fact]
    public async Task Of_an_error_type_and_top_frame_alone_are_in_clear()
    {
        var id = await EmitAsync();
        await FinishAsync(await ClaimOneAsync(), new PassOutcome.Failed(new("Boom", "A secret.", "at Here(Int32 secret)\nat There()")));

        var (behind, before) = ((await Behind.FindRunAsync(id))!.Error!, (await GetAsync(id)).Error);

        Assert.Equal(("Boom", "at Here"), (behind.Type, behind.StackTrace));
        Assert.DoesNotContain("secret", behind.Message, StringComparison.Ordinal);
        Assert.Equal(new("Boom", "A secret.", "at Here(Int32 secret)\nat There()"), before);
        Assert.Equal(before, Assert.IsType<RunOutcome.Failed>(await Store.AwaitAsync(id, Wait.Limit)).Error);
    }

    [Fact]
    public async Task What_a_handler_tells_and_how_its_attempts_failed_is_encoded()
    {
        var run = await StartAsync();
        await ReportAsync(Report(run, "a secret") with { CustomStatus = "\"a secret\""u8.ToArray(), Progress = Progress(0.5, "a secret") });
        await FinishAsync(run, new PassOutcome.Retry(new("Boom", "a secret"), TimeSpan.Zero));

        var (behind, before) = ((await Behind.FindRunAsync(run.Id))!, await GetAsync(run.Id));

        Payload[] payloads = [behind.CustomStatus!.Value, behind.StoredProgress!.Value, Assert.Single(await Behind.ListLogAsync(run.Id))];
        Assert.All(payloads, payload => Assert.True(PayloadCodecChain.IsEncoded(payload.Utf8.Span)));
        Assert.DoesNotContain("secret", Assert.Single(behind.FailedAttempts).Error.Message, StringComparison.Ordinal);
        Assert.Equal(("\"a secret\"", new RunProgress(0.5, "a secret")), (before.CustomStatus.ToString(), before.Progress));
        Assert.Equal("\"a secret\"", Assert.Single(await Store.ListLogAsync(run.Id)).ToString());
        Assert.Equal("a secret", Assert.Single(before.FailedAttempts).Error.Message);
    }

    [Fact]
    public async Task What_a_compensation_knows_is_not_encoded()
    {
        var run = await StartAsync();
        await ReportAsync(Report(run) with { IsCompensable = true });
        await Store.CommitStepAsync(Commit(run, "book", "\"a secret\""));
        var error = PayloadJson.Write(new RunError("Boom", "a secret"));
        await Store.CommitStepAsync(Commit(run, "pay", "") with { Status = StepStatus.Failed, Position = 2, Payload = error });
        await FinishAsync(run, Failed);
        await RelayAllAsync();

        var claimed = await ClaimOneAsync();

        Assert.Equal((run.Id, "\"a secret\"", "a secret"), (claimed.CompensationOf!.Value, Text(claimed.Steps["book"]), claimed.FailedAttempts["pay"].Message));
    }

    [Fact]
    public async Task A_run_that_can_not_be_read_does_not_keep_others_from_being_claimed()
    {
        await new EncodedStore(Behind, [new AesGcmCodec(new("elsewhere", new byte[32]))]).EmitAsync(New());
        await Behind.EmitAsync(New() with { Input = [0xFF, 1, 2, 3] });
        await EmitAsync();

        var unreadable = (await ClaimAsync()).Select(run => run.Unreadable?.GetType()).ToHashSet();

        Assert.Equal([typeof(PayloadKeyUnknownException), typeof(PayloadCorruptException), null], unreadable);
    }

    [Fact]
    public async Task A_pass_that_was_not_answered_comes_back_as_it_was_given()
    {
        var silent = AlteredStore.Of(Behind, (name, arguments) => name == nameof(IRedflowStore.ExchangeAsync)
            ? Task.FromResult(new ExchangeReply(Known: true, [false], []) { Unanswered = ((Exchange)arguments[0]!).Finished, Failure = new TimeoutException() })
            : null);
        var given = new FinishedPass(New().Id, 1, Succeeded);

        var reply = await new EncodedStore(silent, [new AesGcmCodec(new("key", new byte[32]))]).ExchangeAsync(new(Worker, [Queue], 0, [given]));

        Assert.Same(given, Assert.Single(reply.Unanswered));
    }

    [Fact]
    public async Task An_error_that_looks_like_an_encoded_one_comes_back_as_it_was()
    {
        var store = new EncodedStore(Behind, []);
        var id = New().Id;
        await Behind.EmitAsync(New() with { Id = id });
        var claimed = await ClaimOneAsync();
        var error = new RunError("Boom", "\u0001redflow:no base64");

        await store.ExchangeAsync(new(Worker, [Queue], 0, [new(id, claimed.Fence, new PassOutcome.Failed(error))]));

        Assert.Equal(error, (await store.FindRunAsync(id))!.Error);
    }
}
