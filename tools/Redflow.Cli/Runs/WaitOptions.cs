using System.CommandLine;
using Redflow.Cli.Arguments;

namespace Redflow.Cli.Runs;

/// <summary>Whether and how long to wait for a run's end.</summary>
internal sealed class WaitOptions
{
    private readonly Option<bool> _wait = new("--wait") { Description = "Waits for the run's end, and prints its output." };
    private readonly Option<string?> _giveUpAfter = Values.Duration("--give-up-after", "Waits for the run's end this long at most. Default: as long as it takes.");

    public void AddTo(Command command)
    {
        command.Add(_wait);
        command.Add(_giveUpAfter);
    }

    public bool Waits(ParseResult parsed) => parsed.GetValue(_wait) || AtMost(parsed) is not null;

    public TimeSpan? AtMost(ParseResult parsed) => Values.DurationOf(parsed, _giveUpAfter);
}
