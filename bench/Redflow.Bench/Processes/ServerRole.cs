using Redflow.Bench.Servers;

namespace Redflow.Bench.Processes;

/// <summary>Keeps a server for as long as the bench lives: the server itself would outlive one that was killed.</summary>
internal sealed class ServerRole : Role
{
    private readonly ServerProcess _server;

    public ServerRole(ServerSettings settings)
    {
        _server = ServerProcess.Start(settings.Redis is { } redis ? ServerProgram.Api(redis) : ServerProgram.Get(settings.Server));
        On("server", RunningAsync);
    }

    public override ValueTask EndAsync() => _server.DisposeAsync();

    private async Task<RunningServer> RunningAsync()
    {
        await _server.ListensAsync();
        return new(_server.Port, _server.Id);
    }
}
