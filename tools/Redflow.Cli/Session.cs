using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli;

/// <summary>What a command works with: the API, and where answers go.</summary>
internal sealed class Session(ApiClient api, Screen screen, Surroundings around, bool json) : IDisposable
{
    public ApiClient Api => api;

    public Screen Screen => screen;

    public Surroundings Around => around;

    /// <summary>What is followed bears that the API is away, once it has answered.</summary>
    public Outage Outage { get; } = new(around.Time);

    /// <summary>Whether a program reads the output.</summary>
    public bool Json => json;

    /// <summary>Writes an answer for a program as it is, and for people as the command shows it.</summary>
    public ExitCode Show<T>(ApiReply reply, Action<T> show)
    {
        if (json)
        {
            screen.Json(reply.Text);
        }
        else
        {
            show(reply.Read<T>());
        }

        return ExitCode.Success;
    }

    /// <summary>Writes an answer for a program as it is, and for people a sentence.</summary>
    public ExitCode Say(ApiReply reply, string sentence)
    {
        if (json)
        {
            screen.Json(reply.Text);
        }
        else
        {
            screen.Line(sentence);
        }

        return ExitCode.Success;
    }

    public void Dispose() => api.Dispose();
}
