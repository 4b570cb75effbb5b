using System.Collections.Concurrent;
using Redflow.Steps;

namespace Redflow.Testing;

/// <summary>What a test puts in the place of steps, by name.</summary>
internal sealed class StepOverrides
{
    private readonly Dictionary<string, Func<StepContext, Task<object?>>> _bodies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _used = new(StringComparer.Ordinal);

    /// <summary>Those that no step has asked for.</summary>
    public IReadOnlyList<string> Unused => [.. _bodies.Keys.Except(_used.Keys).Order(StringComparer.Ordinal)];

    public void Add(string step, Func<StepContext, Task<object?>> body)
    {
        if (!_bodies.TryAdd(step, body))
        {
            throw new ArgumentException($"Step '{step}' is overridden twice.", nameof(step));
        }
    }

    public Func<StepContext, Task<T>>? Find<T>(string step)
    {
        if (!_bodies.TryGetValue(step, out var body))
        {
            return null;
        }

        _used.TryAdd(step, 0);
        return async context => await body(context).ConfigureAwait(false) switch
        {
            T value => value,
            null when default(T) is null => default!,
            var other => throw new InvalidOperationException(
                $"Step '{step}' gives {typeof(T).FullName}, and the test overrides it with {other?.GetType().FullName ?? "null"}."),
        };
    }
}
