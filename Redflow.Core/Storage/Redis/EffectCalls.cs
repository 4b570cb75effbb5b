using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>take_effects.lua</c> and <c>drop_effects.lua</c>.</summary>
internal sealed class EffectCalls(RedisCaller caller)
{
    /// <summary>After how long an effect whose delivery was not confirmed is delivered again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    public async Task<(IReadOnlyList<Effect> Effects, TimeSpan? NextIn)> TakeAsync(int limit, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [limit, Replies.Milliseconds(Again)];
        var reply = (await caller.EvaluateOnceAsync(Scripts.TakeEffects, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return ([.. reply[0].Items().Select(effect => effect.Items()).Select(effect => new Effect(effect[0].Text(), effect[1].Fields()))], NextIn(reply[1]));
    }

    /// <returns>When the next effect is due; null when there is none.</returns>
    public async Task<TimeSpan?> DropAsync(IReadOnlyList<Effect> effects, CancellationToken cancellationToken)
    {
        RedisValue[] ids = [.. effects.Select(effect => (RedisValue)effect.Id)];
        return NextIn((await caller.EvaluateAsync(Scripts.DropEffects, ids, cancellationToken).ConfigureAwait(false)).Items()[1]);
    }

    private static TimeSpan? NextIn(RedisResult milliseconds) =>
        milliseconds.Number() is >= 0 and var next ? TimeSpan.FromMilliseconds(next) : null;
}
