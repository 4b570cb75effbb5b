using System.CommandLine;

namespace Redflow.Cli.Completion;

/// <summary><c>redflow completion SHELL</c>: prints the script by which a shell completes the tool's command lines.</summary>
internal sealed class PrintScript : Command
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = "redflow.bash",
        ["zsh"] = "redflow.zsh",
        ["fish"] = "redflow.fish",
        ["powershell"] = "redflow.ps1",
    };

    private readonly Argument<string> _shell = new("shell") { Description = $"Which shell: {string.Join(", ", Scripts.Keys)}." };

    public PrintScript(TextWriter output)
        : base("completion", "Prints the script by which a shell completes command lines.")
    {
        _shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Add(_shell);
        SetAction(parsed =>
        {
            using var reader = new StreamReader(typeof(PrintScript).Assembly.GetManifestResourceStream(Scripts[parsed.GetValue(_shell)!])!);
            output.Write(reader.ReadToEnd());
            return (int)ExitCode.Success;
        });
    }
}
