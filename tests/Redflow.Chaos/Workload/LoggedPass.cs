using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Redflow.Chaos.Ledger;
using Redflow.Runs;
using Redflow.Workflows;

namespace Redflow.Chaos.Workload;

/// <summary>
/// A pass of a handler that writes down what it does. Between <c>enter</c> and <c>leave</c> its run held its slot, unless the process was
/// stopped or lost its lease meanwhile: <c>enter</c> is written behind the claim, <c>leave</c> before the outcome is handed in.
/// </summary>
internal sealed class LoggedPass
{
    private readonly LedgerWriter _ledger;
    private int _isIn;

    private LoggedPass(WorkflowContext<ChaosInput> context, LedgerWriter ledger) =>
        (Context, _ledger, Name, Run) = (context, ledger, ledger.NextName(), context.Pass.Claimed.Id);

    public WorkflowContext<ChaosInput> Context { get; }

    /// <summary>What tells the pass from all others; the run's result says which one it is of.</summary>
    public string Name { get; }

    /// <summary>The run, also of a compensation, whose context has the id of the run that it undoes.</summary>
    public RunId Run { get; }

    /// <summary>Runs a handler as a pass.</summary>
    /// <returns>The pass's name, as the run's result.</returns>
    public static async Task<string> RunAsync(WorkflowContext<ChaosInput> context, LedgerWriter ledger, Func<LoggedPass, Task> handler)
    {
        var pass = new LoggedPass(context, ledger);
        pass.Enter();
        await using var registration = context.CancellationToken.Register(() => pass.Leave("token"));
        try
        {
            await handler(pass);
        }
        catch
        {
            pass.Leave("threw");
            throw;
        }

        pass.Leave("returned");
        return pass.Name;
    }

    /// <summary>Runs a step that takes as long as the input says.</summary>
    /// <param name="name">The step.</param>
    /// <param name="failing">The share of its executions that throw.</param>
    public async Task StepAsync(string name, double failing = 0)
    {
        var committed = await Context.Step.RunAsync(name, async (CancellationToken cancellationToken) =>
        {
            var execution = _ledger.NextName();
            Write(LedgerKinds.Start, name, Name, execution);
            await Task.Delay(TimeSpan.FromMilliseconds(Context.Input.Work), cancellationToken);
            return Happens(failing, name) ? throw Failure($"in {name}") : execution;
        });
        Write(LedgerKinds.Seen, name, Name, committed);
    }

    /// <summary>Waits for something that suspends the run, and with it the pass: what comes behind may be another one's.</summary>
    public async Task<T> SuspendAsync<T>(Func<Task<T>> wait)
    {
        Leave("suspended");
        var result = await wait();
        Enter();
        return result;
    }

    /// <summary>Writes down what the pass has to tell besides.</summary>
    public void Write(string kind, params ReadOnlySpan<string?> fields) => _ledger.Write(kind, [Run.ToString(), .. fields]);

    /// <summary>An exception that names the pass.</summary>
    public InvalidOperationException Failure(string why) => new($"{Name} fails {why}");

    /// <summary>Decides by chance, the same way in each pass of an attempt.</summary>
    public bool Happens(double share, string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Run} {Context.Run.Attempt} {what}")));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) < share * uint.MaxValue;
    }

    private void Enter()
    {
        if (Context.CancellationToken.IsCancellationRequested || Interlocked.Exchange(ref _isIn, 1) == 1)
        {
            return;
        }

        var (claimed, invariant) = (Context.Pass.Claimed, CultureInfo.InvariantCulture);
        Write(LedgerKinds.Enter, claimed.Workflow, Context.Input.Key, claimed.Attempt.ToString(invariant), Name, claimed.Fence.ToString(invariant));
    }

    private void Leave(string how)
    {
        if (Interlocked.Exchange(ref _isIn, 0) == 1)
        {
            Write(LedgerKinds.Leave, Context.Pass.Claimed.Workflow, Name, how);
        }
    }
}
