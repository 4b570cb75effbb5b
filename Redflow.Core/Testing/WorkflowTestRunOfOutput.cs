using Redflow.Payloads;

namespace Redflow.Testing;

/// <summary>What a run in a test has come to, with its output's type.</summary>
/// <typeparam name="TOutput">The workflow's output.</typeparam>
public sealed class WorkflowTestRun<TOutput> : WorkflowTestRun
{
    internal WorkflowTestRun(PayloadSerializer payloads)
        : base(payloads)
    {
    }

    /// <summary>What the handler returned.</summary>
    /// <exception cref="InvalidOperationException">It has not succeeded; the message says what it came to.</exception>
    public TOutput Output => GetOutput<TOutput>();
}
