namespace Redflow.Testing;

/// <summary>Where a <see cref="RedisProxy"/> cuts, once.</summary>
internal sealed class RedisCut(string script, CutMoment moment, int times, bool forGood)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = times;

    public Task Done => _done.Task;

    public bool ForGood => forGood;

    public bool Takes(string sent, CutMoment now) => sent == script && now == moment && Interlocked.Decrement(ref _left) == 0;

    public void Happened() => _done.SetResult();
}
