using System.Text;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Hosting;

/// <summary>Where a test sits and uses the tool: a console, an environment and an API.</summary>
internal sealed class Desk(string? url)
{
    private readonly Sheet _output = new();
    private readonly Sheet _error = new();

    /// <summary>What is piped in.</summary>
    public string Input { get; init; } = "";

    /// <summary>Whether there is a terminal, which answers questions with <see cref="Answer"/>.</summary>
    public bool IsTerminal { get; init; }

    public string? Answer { get; init; }

    public (int Width, int Height) Size { get; init; } = (160, 40);

    public Dictionary<string, string> Variables { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A key that is pressed.</summary>
    public char? Key { get; set; }

    /// <summary>What was written so far.</summary>
    public string Output => _output.ToString();

    public Tool CreateTool() => new(new()
    {
        Output = new SheetWriter(_output),
        Error = new SheetWriter(_error),
        OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
        IsTerminal = IsTerminal,
        CanAsk = IsTerminal,
        ReadLine = () => Answer,
        TakeKey = () =>
        {
            (var key, Key) = (Key, null);
            return key;
        },
        Size = () => Size,
        Variable = name => name == GlobalOptions.UrlVariable ? url : Variables.GetValueOrDefault(name),
        Time = Time,
    });

    /// <summary>Runs the tool until it ends.</summary>
    public async Task<Said> RunAsync(IEnumerable<string> args, CancellationToken cancellationToken = default)
    {
        var code = await CreateTool().RunAsync([.. args], cancellationToken).Bounded();
        return new(code, Output, _error.ToString());
    }

    /// <summary>Returns when the output has a text in it.</summary>
    public Task WrittenAsync(string text) => _output.HasAsync(text).Bounded();
}
