using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Redflow.Bench.Processes;

/// <summary>
/// A process of this program in another role. It ends with its standard input, so it does not outlive the bench however that ends.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly Process _process;
    private readonly TextWriter _input;
    private readonly string _role;
    private readonly Task _reading;
    private int _lastId;

    private ChildProcess(string role, Process process)
    {
        _role = role;
        _process = process;
        _input = TextWriter.Synchronized(process.StandardInput);
        Id = process.Id;
        _reading = ReadAsync();
    }

    /// <summary>The process's id.</summary>
    public int Id { get; }

    /// <summary>Starts a process.</summary>
    /// <param name="role">The role, as <see cref="Roles"/> knows it.</param>
    /// <param name="settings">What it is told, as JSON.</param>
    public static ChildProcess Start<TSettings>(string role, TSettings settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add("role");
        start.ArgumentList.Add(role);
        start.ArgumentList.Add(JsonSerializer.Serialize(settings, Wire.Options));
        return new(role, Process.Start(start)!);
    }

    /// <summary>Asks for something and waits for the answer.</summary>
    public async Task<TResult> AskAsync<TResult>(string name, object? arguments = null, CancellationToken cancellationToken = default)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        if (_reading.IsCompleted)
        {
            answer.TrySetException(Ended());
        }
        else
        {
            var request = new Request(id, name, JsonSerializer.SerializeToElement(arguments ?? new { }, Wire.Options));
            await _input.WriteLineAsync(JsonSerializer.Serialize(request, Wire.Options));
        }

        return (await answer.Task.WaitAsync(Limit, cancellationToken)).Deserialize<TResult>(Wire.Options)!;
    }

    /// <summary>Asks for something that has no result.</summary>
    public Task AskAsync(string name, object? arguments = null, CancellationToken cancellationToken = default) =>
        AskAsync<JsonElement>(name, arguments, cancellationToken);

    /// <summary>Kills the process, as kill -9 does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Has the process end by itself; one that has other things to do than to end is killed.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var reply = JsonSerializer.Deserialize<Reply>(line, Wire.Options)!;
            if (_waiting.TryRemove(reply.Id, out var answer))
            {
                _ = reply.Error is { } error ? answer.TrySetException(new BenchException($"The {_role} failed: {error}")) : answer.TrySetResult(reply.Result.GetValueOrDefault());
            }
        }

        foreach (var answer in _waiting.Values)
        {
            answer.TrySetException(Ended());
        }
    }

    private BenchException Ended() => new($"The {_role} process has ended.");
}
