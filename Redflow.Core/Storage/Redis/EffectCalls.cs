using System.Globalization;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Speaks <c>take_effects.lua</c>, <c>place_effect.lua</c> and <c>drop_effects.lua</c>.</summary>
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

    /// <summary>Removes effects that were delivered, and makes those due at once of which a part is left.</summary>
    /// <returns>When the next effect is due; null when there is none.</returns>
    public async Task<TimeSpan?> DropAsync(IReadOnlyList<Effect> delivered, IReadOnlyList<Effect> unfinished, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [delivered.Count, .. delivered.Concat(unfinished).Select(effect => (RedisValue)effect.Id)];
        return NextIn((await caller.EvaluateAsync(Scripts.DropEffects, arguments, cancellationToken).ConfigureAwait(false)).Items()[1]);
    }

    /// <summary>Notes where the run of an effect is to live; what was noted first stands.</summary>
    /// <returns>Null when it was delivered and removed.</returns>
    public async Task<int?> PlaceAsync(Effect effect, int partition, CancellationToken cancellationToken)
    {
        var placed = (await caller.EvaluateAsync(Scripts.PlaceEffect, (RedisValue[])[effect.Id, partition], cancellationToken).ConfigureAwait(false)).Text();
        return placed.Length == 0 ? null : int.Parse(placed, CultureInfo.InvariantCulture);
    }

    private static TimeSpan? NextIn(RedisResult milliseconds) =>
        milliseconds.Number() is >= 0 and var next ? TimeSpan.FromMilliseconds(next) : null;
}
