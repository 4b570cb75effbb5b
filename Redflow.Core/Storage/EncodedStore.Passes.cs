using Redflow.Payloads;
using Redflow.Steps;

namespace Redflow.Storage;

/// <content>What a worker's passes come to. Where no codec has anything to do, which is the default, it goes through as it is: this is the hot path.</content>
public sealed partial class EncodedStore
{
    /// <inheritdoc/>
    public async Task<ExchangeReply> ExchangeAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var reply = Decode(await _store.ExchangeAsync(Encode(exchange), cancellationToken).ConfigureAwait(false));

        // As they were given: they are handed in again, and encoded then.
        return reply.Unanswered.Count == 0 ? reply : reply with
        {
            Unanswered = [.. exchange.Finished.Where(pass => reply.Unanswered.Any(other => (other.Id, other.Fence) == (pass.Id, pass.Fence)))],
        };
    }

    /// <inheritdoc/>
    public Task<CommitReply> CommitStepAsync(StepCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var encoded = commit.Status == StepStatus.Failed ? _errors.Encode(commit.Payload) : _codecs.Encode(commit.Payload);
        return _store.CommitStepAsync(
            ReferenceEquals(encoded, commit.Payload) && commit.Effects.Count == 0
                ? commit
                : commit with { Payload = encoded, Effects = [.. commit.Effects.Select(Encode)] },
            cancellationToken);
    }

    private Exchange Encode(Exchange exchange)
    {
        FinishedPass[]? encoded = null;
        for (var i = 0; i < exchange.Finished.Count; i++)
        {
            var pass = exchange.Finished[i];
            var outcome = Encode(pass.Outcome);
            if (!ReferenceEquals(outcome, pass.Outcome))
            {
                encoded ??= [.. exchange.Finished];
                encoded[i] = pass with { Outcome = outcome };
            }
        }

        return encoded is null ? exchange : exchange with { Finished = encoded };
    }

    private PassOutcome Encode(PassOutcome outcome) => outcome switch
    {
        PassOutcome.Succeeded succeeded => Encode(succeeded),
        PassOutcome.Failed failed => new PassOutcome.Failed(_errors.Encode(failed.Error)),
        PassOutcome.Retry retry => retry with { Error = _errors.Encode(retry.Error) },
        PassOutcome.Suspended suspended => new PassOutcome.Suspended([.. suspended.Waits.Select(Encode)]),
        _ => outcome,
    };

    private PassOutcome.Succeeded Encode(PassOutcome.Succeeded succeeded)
    {
        var encoded = _codecs.Encode(succeeded.Output);
        return ReferenceEquals(encoded, succeeded.Output) ? succeeded : new(encoded);
    }

    private ExchangeReply Decode(ExchangeReply reply)
    {
        ClaimedRun[]? decoded = null;
        for (var i = 0; i < reply.Claimed.Count; i++)
        {
            if (IsEncoded(reply.Claimed[i]))
            {
                decoded ??= [.. reply.Claimed];
                decoded[i] = Decode(decoded[i]);
            }
        }

        return decoded is null ? reply : reply with { Claimed = decoded };
    }

    private static bool IsEncoded(ClaimedRun run)
    {
        if (PayloadCodecChain.IsEncoded(run.Input) || run.FailedSteps.Count > 0 || run.FailedAttempts.Count > 0)
        {
            return true;
        }

        return run.Steps.Count > 0 && run.Steps.Any(step => PayloadCodecChain.IsEncoded(step.Value.Span));
    }

    private ClaimedRun Decode(ClaimedRun run)
    {
        try
        {
            return run with
            {
                Input = _codecs.Decode(run.Input),
                Steps = run.Steps.ToDictionary(step => step.Key, step => _codecs.Decode(step.Value)),
                FailedSteps = run.FailedSteps.ToDictionary(step => step.Key, step => _errors.Decode(step.Value)),
                FailedAttempts = run.FailedAttempts.ToDictionary(step => step.Key, step => _errors.Decode(step.Value)),
            };
        }
        catch (PayloadUnreadableException exception)
        {
            return run with { Unreadable = exception };
        }
    }
}
