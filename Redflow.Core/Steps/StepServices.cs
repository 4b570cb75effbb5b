using Microsoft.Extensions.Logging;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Testing;

namespace Redflow.Steps;

/// <summary>What steps need besides their pass, the same for all passes.</summary>
/// <param name="Payloads">Writes and reads what is stored.</param>
/// <param name="Runs">Describes children.</param>
/// <param name="Random">Where jitter comes from.</param>
/// <param name="Logger">The host's log.</param>
/// <param name="Loggers">Makes the handlers' logs.</param>
/// <param name="Overrides">What a test puts in the place of steps; null outside of tests.</param>
internal sealed record StepServices(PayloadSerializer Payloads, RunDescriber Runs, Random Random, ILogger Logger, ILoggerFactory Loggers, StepOverrides? Overrides);
