using System.Globalization;
using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>One server, behind a network of its own for each process.</summary>
/// <param name="server">The one that is started first.</param>
internal abstract class SingleChaosServer(TestServer server) : ChaosServer
{
    // A port of this machine that nothing listens on.
    private const int Nowhere = 1;

    private readonly List<FaultyNetwork> _networks = [];
    private TestServer? _beside;

    public override string? SkipReason => Current.SkipReason;

    public override IReadOnlyList<TestServer> Nodes => [Current];

    /// <summary>The one that answers now.</summary>
    public TestServer Current { get; private set; } = server;

    public override Task StartAsync(CancellationToken cancellationToken) => StartAsync(Current, cancellationToken);

    public override Route Open()
    {
        var network = FaultyNetwork.Start(Current.Port);
        _networks.Add(network);
        return Route.To(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{network.Port}"), network);
    }

    public override Task<TestServer> MasterAsync(int place, CancellationToken cancellationToken) => Task.FromResult(Current);

    /// <summary>Lets all processes through to the one that answers now, over new connections.</summary>
    public void LetThrough() => RouteTo(Current.Port);

    public override async ValueTask DisposeAsync()
    {
        await Current.DisposeAsync();
        if (_beside is not null)
        {
            await _beside.DisposeAsync();
        }
    }

    /// <summary>Starts another server beside the one that answers now.</summary>
    protected async Task<TestServer> StartBesideAsync(TestServer other, CancellationToken cancellationToken)
    {
        _beside = other;
        await StartAsync(other, cancellationToken);
        return other;
    }

    /// <summary>Has that other server take over, and ends the one that answered so far.</summary>
    protected async Task MoveAsync()
    {
        var last = Current;
        (Current, _beside) = (_beside!, null);
        LetThrough();
        await last.DisposeAsync();
    }

    /// <summary>Cuts all processes off, until they are let through again.</summary>
    protected void CutOff() => RouteTo(Nowhere);

    private void RouteTo(int port)
    {
        foreach (var network in _networks)
        {
            network.RouteTo(port);
            network.Cut();
        }
    }
}
