using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace Redflow.Cli.Arguments;

/// <summary>An argument that is JSON: itself, a file's (<c>@file</c>), or what is piped in (<c>-</c>).</summary>
internal sealed class JsonArgument : Argument<string?>
{
    /// <summary>What is read of a file or a pipe at most. The API's own limit is far below.</summary>
    private const int MaxBytes = 64 << 20;

    private const int MaxDepth = 64;

    public JsonArgument(string name, string what, string leftOut = "null")
        : base(name)
    {
        Description = $"{what}: JSON; @file for that of a file, - for what is piped in. Left out, it is {leftOut}.";
        Arity = ArgumentArity.ZeroOrOne;
    }

    /// <summary>Reads it, byte for byte as it was given.</summary>
    /// <returns>Null when it was left out.</returns>
    /// <exception cref="UsageException">It can't be read, or is not JSON.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(ParseResult parsed, Surroundings around, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(this) is not { } text)
        {
            return null;
        }

        ReadOnlyMemory<byte> json = text switch
        {
            "-" => await ReadAllAsync(around.OpenInput, "What is piped in", cancellationToken),
            ['@', .. var file] => await ReadAllAsync(() => File.OpenRead(file), $"File '{file}'", cancellationToken),
            _ => Encoding.UTF8.GetBytes(text),
        };
        json = json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
        Check(json);
        return json;
    }

    /// <summary>Nothing cuts a read from a pipe or a terminal off: on ctrl-C it is left behind, and ends with the process.</summary>
    private static Task<byte[]> ReadAllAsync(Func<Stream> open, string what, CancellationToken cancellationToken) =>
        Task.Run(() => ReadAll(open, what), cancellationToken).WaitAsync(cancellationToken);

    private static byte[] ReadAll(Func<Stream> open, string what)
    {
        try
        {
            using var stream = open();
            using var all = new MemoryStream();
            var part = new byte[1 << 16];
            for (var read = stream.Read(part); read > 0; read = stream.Read(part))
            {
                all.Write(part, 0, read);
                if (all.Length > MaxBytes)
                {
                    throw new UsageException($"{what} is too long: over {MaxBytes >> 20} MiB.");
                }
            }

            return all.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{what} can't be read: {exception.Message}");
        }
    }

    private void Check(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var _ = JsonDocument.Parse(json, new() { MaxDepth = MaxDepth });
        }
        catch (JsonException exception)
        {
            throw new UsageException(
                $"<{Name}> is not JSON: {exception.Message} A text stands in double quotes, which a shell takes away unless they are quoted: '\"text\"'.");
        }
    }
}
