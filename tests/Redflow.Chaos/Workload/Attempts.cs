using System.Text.Json;
using Redflow.Chaos.Driver;
using Redflow.Chaos.Ledger;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Chaos.Workload;

/// <summary>Calls operations, of which any may fail as the documentation says; an error that it does not name is written down.</summary>
internal sealed class Attempts(LedgerWriter ledger)
{
    private const int MostAtOnce = 48;
    private const int ShortestPause = 30;
    private const int LongestPause = 130;

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    /// <summary>Starts one operation after the other, several at a time, until the token fires.</summary>
    public async Task RepeatAsync(Func<CancellationToken, Task> operation, Random random, CancellationToken cancellationToken)
    {
        var underWay = new HashSet<Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            underWay.RemoveWhere(task => task.IsCompleted);
            if (underWay.Count < MostAtOnce)
            {
                underWay.Add(TryAsync(operation, cancellationToken));
            }

            await Pause.ForAsync(TimeSpan.FromMilliseconds(random.Next(ShortestPause, LongestPause)), cancellationToken);
        }

        await Task.WhenAll(underWay);
    }

    /// <summary>Calls an operation until it does what it is to do.</summary>
    public async Task UntilItWorksAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && !await TryAsync(operation, cancellationToken))
        {
            await Pause.ForAsync(Again, cancellationToken);
        }
    }

    /// <summary>Calls an operation once.</summary>
    /// <returns>Whether it did what it was to do.</returns>
    public async Task<bool> TryAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        try
        {
            await operation(cancellationToken);
            return true;
        }
        catch (Exception exception) when (IsExpected(exception, cancellationToken))
        {
            return false;
        }
#pragma warning disable CA1031 // The boundary of a client: what nobody has promised is what the test looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ledger.Write(LedgerKinds.Unexpected, exception.GetType().FullName, exception.Message);
            return false;
        }
    }

    /// <summary>A server that does not answer, a run whose retention is over, an Api that is being started again, and the end.</summary>
    private static bool IsExpected(Exception exception, CancellationToken cancellationToken) => exception
        is StoreUnavailableException or RunNotFoundException or HttpRequestException or IOException or JsonException
        || exception is OperationCanceledException && (cancellationToken.IsCancellationRequested || exception is TaskCanceledException { InnerException: TimeoutException });
}
