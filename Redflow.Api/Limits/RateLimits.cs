using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Redflow.Api.Auth;

namespace Redflow.Api.Limits;

/// <summary>Token buckets: of requests for each key or address, and of refusals for each address. One that is full again is forgotten.</summary>
internal sealed class RateLimits(IOptions<ApiOptions> options) : IDisposable
{
    /// <summary>A subscriber has at least so many bits of IPv6 addresses to itself.</summary>
    private const int PrivateIPv6Bytes = 8;

    private readonly PartitionedRateLimiter<HttpContext> _requests = Create(
        options.Value.RateLimit.RequestsPerSecond, options.Value.RateLimit.Burst, context => context.Features.Get<Caller>() as object ?? AddressOf(context));

    private readonly PartitionedRateLimiter<HttpContext> _failures = Create(
        options.Value.RateLimit.FailuresPerSecond, options.Value.RateLimit.FailureBurst, AddressOf);

    /// <summary>Counts a request; the answer when there are too many. Endpoints that are open to all (<c>/alive</c>) are not limited.</summary>
    public ProblemDetails? Refuse(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null ? null
        : Refuse(_requests, context, "This caller sends more requests than it may.");

    /// <summary>Counts a refusal for want of credentials; the answer when there are too many.</summary>
    public ProblemDetails? RefuseFailure(HttpContext context) =>
        Refuse(_failures, context, "Too many requests without valid credentials come from this address.");

    public void Dispose()
    {
        _requests.Dispose();
        _failures.Dispose();
    }

    private static ProblemDetails? Refuse(PartitionedRateLimiter<HttpContext> limiter, HttpContext context, string sentence)
    {
        using var lease = limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : TimeSpan.Zero;
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = $"{seconds}";
        return Problems.TooManyRequests.With($"{sentence} Try again in {seconds} s.");
    }

    private static PartitionedRateLimiter<HttpContext> Create(int perSecond, int burst, Func<HttpContext, object> key) =>
        PartitionedRateLimiter.Create<HttpContext, object>(context => perSecond == 0
            ? RateLimitPartition.GetNoLimiter<object>("all")
            : RateLimitPartition.GetTokenBucketLimiter(key(context), _ => new()
            {
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                TokenLimit = Math.Max(perSecond, burst),
            }));

    private static object AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, PrivateIPv6Bytes)),
        var address => address,
    };
}
