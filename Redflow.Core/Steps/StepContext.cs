using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Redflow.Execution;
using Redflow.Workflows;

namespace Redflow.Steps;

/// <summary>What the body of a step works with.</summary>
public sealed class StepContext
{
    private static readonly AsyncLocal<StepContext?> Ambient = new();

    private readonly Pass _pass;
    private readonly ILoggerFactory _loggers;

    internal StepContext(Pass pass, ILoggerFactory loggers, string name, int attempt, CancellationToken cancellationToken)
    {
        (_pass, _loggers) = (pass, loggers);
        Name = name;
        Attempt = attempt;
        CancellationToken = cancellationToken;
    }

    /// <summary>The step's name.</summary>
    public string Name { get; }

    /// <summary>Which try at the step in this attempt at the run it is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>The run; in a compensation, that run of its own which undoes the other.</summary>
    public RunInfo Run => _pass.Run;

    /// <summary>
    /// The same for every try at this step, in every pass and attempt of this run, and different from that of all other steps and runs: give it to
    /// outside systems that do a thing once for each key. 56 characters of a-z, 0-9 and dash.
    /// </summary>
    public string IdempotencyKey => field ??= KeyOf(Run, Name);

    /// <summary>Logs with the run, the step and the attempt; the last lines are stored with the run.</summary>
    public ILogger Logger => _pass.LogTo(_loggers);

    /// <summary>Fires when the pass is canceled or the step's time-out is over.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>That of the step in whose body this is read; null outside of bodies.</summary>
    internal static StepContext? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    private static string KeyOf(RunInfo run, string name) =>
        $"{run.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}";
}
