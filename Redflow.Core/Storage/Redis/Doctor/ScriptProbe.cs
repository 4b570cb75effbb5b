using StackExchange.Redis;

namespace Redflow.Storage.Redis.Doctor;

/// <summary>Finds out whether a server lets scripts see each other halfway.</summary>
/// <remarks>
/// Garnet tells nobody whether it runs in Lua transaction mode, and one connection's calls come one after the other anyway. So a script
/// stays halfway on one connection, and a second one looks. Nothing is seen where scripts are atomic; where they are not, it may be
/// missed on a machine that is busy enough, but never invented.
/// </remarks>
internal sealed class ScriptProbe(RedisLink link, string prefix)
{
    private const int StayMilliseconds = 50;
    private const int MaxLooks = 1_000_000;

    /// <summary>On a busy machine the one that looks may come too late; not four times in a row.</summary>
    private const int Tries = 4;

    private readonly Script _script = Script.Load(Scripts.ProbeScripts, manualTime: false);
    private readonly RedisKey[] _keys = [RedisKeys.Probe(prefix)];

    public async Task<bool> AreAtomicAsync()
    {
        using var second = await RedisConnection.ConnectLikeAsync(link.Multiplexer).ConfigureAwait(false);
        var looker = second.GetDatabase(link.Database.Database);
        for (var i = 0; i < Tries; i++)
        {
            if (!await SeeNothingAsync(looker).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> SeeNothingAsync(IDatabase looker)
    {
        var seen = await SeesAsync(looker).ConfigureAwait(false);
        var halfway = ScriptRunner.EvaluateAsync(link.Database, _script, _keys, [StayMilliseconds, MaxLooks]);
        while (!seen && !halfway.IsCompleted)
        {
            seen = await SeesAsync(looker).ConfigureAwait(false);
        }

        // The one that stays may itself have met the probe of another process.
        return (await halfway.ConfigureAwait(false)).Text() == "alone" && !seen;
    }

    private async Task<bool> SeesAsync(IDatabase database) =>
        (await ScriptRunner.EvaluateAsync(database, _script, _keys, [0, 0]).ConfigureAwait(false)).Text() == "seen";
}
