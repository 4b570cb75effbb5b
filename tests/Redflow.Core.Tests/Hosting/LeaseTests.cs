using Redflow.Hosting;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public sealed class LeaseTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void It_lasts_from_when_the_renewal_was_sent()
    {
        var lease = new Lease(Duration, _time);
        _time.Advance(Duration / 3);
        var sentAt = _time.GetTimestamp();
        _time.Advance(Duration / 3);

        lease.Renew(sentAt);

        Assert.Equal((Duration - (Duration / 3), sentAt), (lease.Left, lease.RenewedAt));
    }

    [Fact]
    public void It_covers_what_was_claimed_until_it_runs_out()
    {
        var lease = new Lease(Duration, _time);
        var term = lease.Term;
        _time.Advance(Duration - Instant);
        lease.Renew(_time.GetTimestamp());
        _time.Advance(Duration - Instant);

        Assert.True(lease.Covers(term));
        _time.Advance(Instant);
        Assert.False(lease.Covers(term));
    }

    [Fact]
    public void A_registration_gives_a_new_one()
    {
        var lease = new Lease(Duration, _time);
        var before = lease.Term;

        lease.Begin(_time.GetTimestamp());

        Assert.False(lease.Covers(before));
        Assert.True(lease.Covers(lease.Term));
    }

    [Fact]
    public void Renewed_behind_its_end_it_covers_nothing_that_was_claimed_before()
    {
        var lease = new Lease(Duration, _time);
        var before = lease.Term;
        _time.Advance(Duration);
        lease.Renew(_time.GetTimestamp());

        Assert.False(lease.Covers(before));
        Assert.True(lease.Covers(lease.Term));
    }
}
