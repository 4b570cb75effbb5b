namespace Redflow.Worker.Workflows.Checkout;

/// <summary>A lock between processes: an open file that nobody else may open. The system lets go of it when its process dies.</summary>
internal static class LockFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Takes the lock; dispose what is returned to let go of it.</summary>
    /// <exception cref="IOException">It was not to be had within 10 s.</exception>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                // Systems do not tell of a file that was closed: look again.
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
