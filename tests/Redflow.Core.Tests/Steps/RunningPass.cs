using Redflow.Execution;
using Redflow.Storage;

namespace Redflow.Core.Tests.Steps;

/// <summary>A pass that a test has begun.</summary>
internal sealed record RunningPass(Pass Pass, Task<PassOutcome?> Outcome);
