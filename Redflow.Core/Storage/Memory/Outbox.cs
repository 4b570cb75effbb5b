using System.Diagnostics.CodeAnalysis;

namespace Redflow.Storage.Memory;

/// <summary>The effects that are not delivered yet, in the order in which they came to be owed.</summary>
internal sealed class Outbox
{
    private readonly Queue<Effect> _effects = [];

    public int Count => _effects.Count;

    public void Add(Effect effect) => _effects.Enqueue(effect);

    public bool TryTake([NotNullWhen(true)] out Effect? effect) => _effects.TryDequeue(out effect);
}
