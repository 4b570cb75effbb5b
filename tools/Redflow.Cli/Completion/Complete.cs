using System.CommandLine;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Completion;

/// <summary><c>redflow complete LINE</c>: what the last word of a command line may become. The scripts of <see cref="PrintScript"/> call it.</summary>
internal sealed class Complete : Command
{
    private readonly Argument<string> _line = new("line") { Description = "The command line up to the cursor." };

    public Complete(Tool tool, TextWriter output)
        : base("complete", "Tells a shell what a word may become.")
    {
        Hidden = true;
        Add(_line);
        SetAction(parsed =>
        {
            foreach (var completion in Of(tool, parsed.GetValue(_line)!))
            {
                output.WriteLine(completion);
            }

            return (int)ExitCode.Success;
        });
    }

    private static IEnumerable<string> Of(Tool tool, string line)
    {
        var rest = line[(line.IndexOf(' ') is >= 0 and var end ? end : line.Length)..].TrimStart();
        var word = rest[(rest.LastIndexOf(' ') + 1)..];
        return tool.Parse(rest).GetCompletions(rest.Length)
            .Select(item => item.InsertText ?? item.Label)
            .Where(text => text.StartsWith(word, StringComparison.Ordinal) && text.StartsWith('-') == word.StartsWith('-') && text == Printable.Text(text))
            .Distinct();
    }
}
