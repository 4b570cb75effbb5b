using Redflow.Auditing;
using Redflow.Storage;

namespace Redflow.Api.Audit;

/// <summary>
/// Notes changes. While a note is on its way, those of the same change that come meanwhile wait and go together in the next one: a caller that emits
/// ten thousand runs a second costs Redis one call at a time, not ten thousand.
/// </summary>
internal sealed class AuditLog(IRedflowStore store)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AuditedChange, Note> _waiting = [];
    private readonly Dictionary<AuditedChange, Task> _underWay = [];

    /// <summary>Returns when the change stands in the log.</summary>
    /// <exception cref="StoreUnavailableException">Redis does not answer: it may stand there or not.</exception>
    public Task NoteAsync(AuditedChange change)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(change, out var note))
            {
                note.Times++;
                return note.Sent;
            }

            note = new();
            _waiting[change] = note;
            note.Sent = SendAsync(change, note, _underWay.GetValueOrDefault(change, Task.CompletedTask));
            return _underWay[change] = note.Sent;
        }
    }

    /// <summary>How the note before ended is for those to know who wait for it.</summary>
    private async Task SendAsync(AuditedChange change, Note note, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            _waiting.Remove(change);
        }

        try
        {
            await store.AppendAuditAsync(change, note.Times, CancellationToken.None);
        }
        finally
        {
            lock (_lock)
            {
                if (_underWay[change] == note.Sent)
                {
                    _underWay.Remove(change);
                }
            }
        }
    }

    private sealed class Note
    {
        public int Times { get; set; } = 1;

        public Task Sent { get; set; } = Task.CompletedTask;
    }
}
