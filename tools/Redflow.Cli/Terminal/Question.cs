namespace Redflow.Cli.Terminal;

/// <summary>Asks before something is done that can't be undone.</summary>
internal static class Question
{
    /// <returns>Whether the answer is yes.</returns>
    /// <exception cref="UsageException">Nobody is there to answer.</exception>
    public static bool Ask(Surroundings around, string question)
    {
        if (!around.CanAsk)
        {
            throw new UsageException($"{question} There is no terminal to ask on: give --yes to do it.");
        }

        around.Error.Write($"{Printable.Text(question)} [y/N] ");
        return around.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
