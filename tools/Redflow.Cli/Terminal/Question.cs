namespace Redflow.Cli.Terminal;

/// <summary>Asks before something is done that can't be undone.</summary>
internal static class Question
{
    /// <returns>Whether the answer is yes.</returns>
    /// <exception cref="UsageException">Nobody is there to answer.</exception>
    public static async Task<bool> AskAsync(Surroundings around, string question, CancellationToken cancellationToken)
    {
        if (!around.CanAsk)
        {
            throw new UsageException($"{question} There is no terminal to ask on: give --yes to do it.");
        }

        around.Error.Write($"{Printable.Text(question)} [y/N] ");

        // Nothing cuts the read off: on ctrl-C it is left behind, and ends with the process.
        var answer = await Task.Run(around.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
