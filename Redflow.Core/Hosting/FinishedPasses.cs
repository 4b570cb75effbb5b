using System.Collections.Concurrent;
using Redflow.Storage;

namespace Redflow.Hosting;

/// <summary>The passes of a worker that have ended and are not handed in yet.</summary>
/// <param name="most">How many one call hands in at most.</param>
/// <param name="time">The clock by which a partition is asked again.</param>
internal sealed class FinishedPasses(int most, TimeProvider time)
{
    /// <summary>How many bytes of payloads a call has at most; a pass that has more goes alone.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>After how long passes are handed in again to a partition that does not answer while others do.</summary>
    public static readonly TimeSpan PartAgain = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<FinishedPass> _passes = new();
    private readonly Lock _gate = new();
    private readonly List<FinishedPass> _unanswered = [];
    private long _partAskedAt;

    public bool IsEmpty => _passes.IsEmpty && !IsPartAway;

    /// <summary>Whether there is enough for a call.</summary>
    public bool IsFull => _passes.Count >= most;

    /// <summary>Whether there are passes of a partition that does not answer.</summary>
    public bool IsPartAway
    {
        get
        {
            lock (_gate)
            {
                return _unanswered.Count > 0;
            }
        }
    }

    public void Add(FinishedPass pass) => _passes.Enqueue(pass);

    /// <summary>Has passes handed in again.</summary>
    public void PutBack(IEnumerable<FinishedPass> passes)
    {
        foreach (var pass in passes)
        {
            _passes.Enqueue(pass);
        }
    }

    /// <summary>Keeps what a partition has not answered, which goes on being asked once a second, so that the others are served meanwhile.</summary>
    public void PutOff(IReadOnlyList<FinishedPass> passes)
    {
        lock (_gate)
        {
            _unanswered.AddRange(passes);
            _partAskedAt = time.GetTimestamp();
        }
    }

    /// <summary>Takes what a call hands in.</summary>
    public List<FinishedPass> Take()
    {
        TakeBackUnanswered();
        var taken = new List<FinishedPass>(Math.Min(_passes.Count, most));
        var bytes = 0L;
        while (taken.Count < most
            && _passes.TryPeek(out var pass)
            && (taken.Count == 0 || bytes + pass.Outcome.PayloadSize <= MaxBytes)
            && _passes.TryDequeue(out pass))
        {
            taken.Add(pass);
            bytes += pass.Outcome.PayloadSize;
        }

        return taken;
    }

    private void TakeBackUnanswered()
    {
        lock (_gate)
        {
            if (_unanswered.Count > 0 && time.GetElapsedTime(_partAskedAt) >= PartAgain)
            {
                PutBack(_unanswered);
                _unanswered.Clear();
            }
        }
    }
}
