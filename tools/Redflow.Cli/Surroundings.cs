using System.Text;
using Spectre.Console;

namespace Redflow.Cli;

/// <summary>What the tool finds around it: the console and the environment of a process, or those that a test gives it.</summary>
internal sealed record Surroundings
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Opens what is piped in.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Whether the output goes to a terminal that takes escape sequences.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Whether there is somebody to answer a question.</summary>
    public required bool CanAsk { get; init; }

    /// <summary>Reads the answer to a question.</summary>
    public required Func<string?> ReadLine { get; init; }

    /// <summary>Takes a key that was pressed; null when none was.</summary>
    public required Func<char?> TakeKey { get; init; }

    /// <summary>The terminal's columns and lines.</summary>
    public required Func<(int Width, int Height)> Size { get; init; }

    /// <summary>Reads an environment variable; one that is empty is none.</summary>
    public required Func<string, string?> Variable { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static Surroundings OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new()
        {
            Output = Console.Out,
            Error = Console.Error,
            OpenInput = Console.OpenStandardInput,
            IsTerminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi,
            CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            ReadLine = Console.ReadLine,
            TakeKey = static () => !Console.IsInputRedirected && Console.KeyAvailable ? Console.ReadKey(intercept: true).KeyChar : null,
            Size = static () => (Console.WindowWidth, Console.WindowHeight),
            Variable = static name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
        };
    }
}
