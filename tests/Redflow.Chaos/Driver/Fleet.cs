using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Redflow.Chaos.Options;
using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Driver;

/// <summary>The processes over one server, each with a way to it of its own. It keeps as many of each role as the options say.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly List<RoleProcess> _all = [];
    private readonly HashSet<RoleProcess> _taken = [];

    public Fleet(ChaosOptions options, ChaosServer server, string prefix, string folder)
    {
        var api = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        foreach (var (role, count) in new[] { (Roles.Scheduler, options.Schedulers), (Roles.Worker, options.Workers), (Roles.Api, 1), (Roles.Client, options.Clients) })
        {
            for (var index = 0; index < count; index++)
            {
                var route = server.Open();
                var settings = new RoleSettings(role, index, route.ConnectionString, prefix, server.Partitions, folder, options.Seed, options.Lease, api);
                _all.Add(new(role, index, route, started => Command(settings with { Seed = SeedOf(settings, started) }), Path.Combine(folder, $"{role}-{index}.log")));
            }
        }
    }

    public IReadOnlyList<RoleProcess> All => _all;

    public IEnumerable<RoleProcess> Of(string role) => _all.Where(process => process.Role == role);

    /// <summary>Starts all of them, the clients last.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var role in _all.GroupBy(process => process.Role))
        {
            foreach (var process in role)
            {
                process.Start();
            }

            await Task.WhenAll(role.Select(process => process.ReadyAsync(cancellationToken)));
        }
    }

    /// <summary>Takes a process for one fault: it is in no other one's hands meanwhile.</summary>
    /// <param name="roles">The roles it may have.</param>
    /// <param name="target">Which one: the next free one behind it.</param>
    /// <returns>Null when none is free.</returns>
    public RoleProcess? Take(IReadOnlyCollection<string> roles, int target)
    {
        lock (_taken)
        {
            var fitting = _all.Where(process => roles.Contains(process.Role)).ToList();
            var free = Enumerable.Range(target, fitting.Count).Select(index => fitting[index % fitting.Count]).FirstOrDefault(process => !_taken.Contains(process));
            if (free is not null)
            {
                _taken.Add(free);
            }

            return free;
        }
    }

    public void GiveBack(RoleProcess process)
    {
        lock (_taken)
        {
            _taken.Remove(process);
        }
    }

    /// <summary>Has the processes of some roles end in order.</summary>
    public Task TerminateAsync(params string[] roles) =>
        Task.WhenAll(_all.Where(process => roles.Contains(process.Role)).Select(process => process.TerminateAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _all)
        {
            await process.DisposeAsync();
        }
    }

    private static int SeedOf(RoleSettings settings, int started) => unchecked((settings.Seed * 1_000_003) + (settings.Index * 1_009) + started);

    private static ProcessStartInfo Command(RoleSettings settings)
    {
        var isApi = settings.Role == Roles.Api;
        var start = new ProcessStartInfo("dotnet");
        start.ArgumentList.Add(isApi ? ApiProgram.Path : typeof(Fleet).Assembly.Location);
        if (isApi)
        {
            ApiProgram.Configure(start, settings);
        }
        else
        {
            start.ArgumentList.Add(Roles.Command);
            start.ArgumentList.Add(JsonSerializer.Serialize(settings));
        }

        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
