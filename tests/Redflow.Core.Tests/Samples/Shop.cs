using System.Collections.Concurrent;

namespace Redflow.Core.Tests.Samples;

public sealed record WelcomeInput(string UserId);

public sealed record WelcomeResult(bool Sent);

public sealed record User(string Email);

public sealed record OrderInput(string OrderId, string Email = "");

public sealed record CheckoutResult(string Receipt, Redflow.Runs.RunId Analytics);

public sealed record DigestInput(string? Source = null);

/// <summary>What the samples do outside: it only notes it.</summary>
public sealed class Shop
{
    private readonly ConcurrentQueue<string> _done = new();

    public IReadOnlyList<string> Done => [.. _done];

    public Task<User> FetchUserAsync(string id, CancellationToken cancellationToken) => NoteAsync($"fetch {id}", new User($"{id}@example.com"), cancellationToken);

    public Task SendWelcomeAsync(string email, CancellationToken cancellationToken) => NoteAsync($"welcome {email}", true, cancellationToken);

    public Task<string> CapturePaymentAsync(string order, CancellationToken cancellationToken) => order == "declined"
        ? throw new NonRetriableException("The card was declined.")
        : NoteAsync($"capture {order}", $"payment of {order}", cancellationToken);

    public Task<string> PrintReceiptAsync(string order, CancellationToken cancellationToken) => NoteAsync($"receipt {order}", $"receipt of {order}", cancellationToken);

    public Task CountOrderAsync(string order, CancellationToken cancellationToken) => NoteAsync($"count {order}", true, cancellationToken);

    public Task TellAsync(string what, CancellationToken cancellationToken) => NoteAsync(what, true, cancellationToken);

    private Task<T> NoteAsync<T>(string what, T result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _done.Enqueue(what);
        return Task.FromResult(result);
    }
}
