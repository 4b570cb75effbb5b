using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;
using Xunit;

namespace Redflow.Core.Tests.Runs;

public sealed class RunErrorTests
{
    private static readonly RunError Boom = new("Boom", "It failed.", "   at Shop.Charge(Int32 amount) in Shop.cs:line 7\n   at Shop.Run()");

    [Fact]
    public void Errors_alike_but_for_message_line_and_parameters_have_one_fingerprint()
    {
        var other = new RunError("Boom", "It failed again.", "   at Shop.Charge(Int64 amount) in /else/Shop.cs:line 70\r\n   at Shop.RunAll()");

        Assert.Equal(Boom.Fingerprint("checkout"), other.Fingerprint("checkout"));
    }

    [Fact]
    public void Type_frame_workflow_and_step_tell_errors_apart()
    {
        string[] fingerprints =
        [
            Boom.Fingerprint("checkout"),
            Boom.Fingerprint("refund"),
            (Boom with { Type = "Bang" }).Fingerprint("checkout"),
            (Boom with { Step = "charge" }).Fingerprint("checkout"),
            (Boom with { StackTrace = "   at Shop.Pack()" }).Fingerprint("checkout"),
            (Boom with { StackTrace = null }).Fingerprint("checkout"),
        ];

        Assert.Equal(fingerprints, fingerprints.Distinct());
        Assert.All(fingerprints, fingerprint => Assert.Matches("^[0-9a-f]{16}$", fingerprint));
    }

    [Fact]
    public void A_fingerprint_is_the_beginning_of_a_hash_of_its_parts()
    {
        // sha1("checkout\n\nWorkerLost\n")
        Assert.Equal("3bd576bbb93e5937", new RunError(RunError.WorkerLost, "The run lost 3 workers.").Fingerprint("checkout"));
    }

    [Fact]
    public void A_step_is_kept_with_its_error()
    {
        var error = Boom with { Step = "charge" };

        Assert.Equal(error, JsonSerializer.Deserialize<RunError>(PayloadJson.Write(error), PayloadJson.Options));
    }
}
