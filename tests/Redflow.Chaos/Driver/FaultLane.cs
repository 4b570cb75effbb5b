using System.Diagnostics;
using Redflow.Chaos.Faults;

namespace Redflow.Chaos.Driver;

/// <summary>Injects the faults of a plan, each at its moment.</summary>
internal static class FaultLane
{
    /// <summary>Injects them one after the other: one that lasts puts the next one off.</summary>
    /// <returns>When all of them are over, or the token has fired and those that were injected are over.</returns>
    public static async Task InOrderAsync(Scene scene, IReadOnlyList<PlannedFault> plan, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        foreach (var fault in plan)
        {
            if (!await ComesAsync(fault, begun, cancellationToken))
            {
                return;
            }

            await InjectAsync(scene, fault, cancellationToken);
        }
    }

    /// <inheritdoc cref="InOrderAsync"/>
    /// <summary>Injects them whether others are under way or not.</summary>
    public static async Task AtOnceAsync(Scene scene, IReadOnlyList<PlannedFault> plan, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var underWay = new List<Task>();
        foreach (var fault in plan)
        {
            if (!await ComesAsync(fault, begun, cancellationToken))
            {
                break;
            }

            underWay.Add(InjectAsync(scene, fault, cancellationToken));
        }

        await Task.WhenAll(underWay);
    }

    /// <returns>False when the token fired first.</returns>
    private static async Task<bool> ComesAsync(PlannedFault fault, long begun, CancellationToken cancellationToken)
    {
        var early = fault.At - Stopwatch.GetElapsedTime(begun);
        if (early > TimeSpan.Zero)
        {
            await Pause.ForAsync(early, cancellationToken);
        }

        return !cancellationToken.IsCancellationRequested;
    }

    private static async Task InjectAsync(Scene scene, PlannedFault fault, CancellationToken cancellationToken)
    {
        try
        {
            await fault.Fault.InjectAsync(scene, fault, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It has not begun.
        }
    }
}
