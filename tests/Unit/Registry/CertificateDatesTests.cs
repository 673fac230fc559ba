using OcopMarket.Registry.Contracts;

namespace OcopMarket.Tests.Unit.Registry;

public sealed class CertificateDatesTests
{
    private static readonly CertificateDates Plain = new(new(2023, 2, 4), new(2026, 2, 4), null, null, null);

    [Fact]
    public void The_first_and_the_last_day_both_count()
    {
        Assert.Equal(CertificateState.NotYet, Plain.StateOn(new(2023, 2, 3)));
        Assert.Equal(CertificateState.InForce, Plain.StateOn(new(2023, 2, 4)));
        Assert.Equal(CertificateState.InForce, Plain.StateOn(new(2026, 2, 4)));
        Assert.Equal(CertificateState.Expired, Plain.StateOn(new(2026, 2, 5)));
        Assert.Equal(new(2026, 2, 4), Plain.LastDay);
    }

    [Fact]
    public void An_extension_counts_from_the_day_after_the_term_to_its_own_last_day()
    {
        var extended = Plain with { ExtendedTo = new(2026, 8, 3) };

        Assert.Equal(CertificateState.InForce, extended.StateOn(new(2026, 2, 4)));
        Assert.Equal(CertificateState.Extended, extended.StateOn(new(2026, 2, 5)));
        Assert.Equal(CertificateState.Extended, extended.StateOn(new(2026, 8, 3)));
        Assert.Equal(CertificateState.Expired, extended.StateOn(new(2026, 8, 4)));
        Assert.Equal(new(2026, 8, 3), extended.Term);
    }

    [Fact]
    public void A_revocation_counts_from_its_day_and_speaks_before_every_other_reason()
    {
        var revoked = Plain with { RevokedFrom = new(2025, 6, 1), SupersededFrom = new(2025, 1, 1), ExtendedTo = new(2026, 3, 1) };

        Assert.Equal(CertificateState.Superseded, revoked.StateOn(new(2025, 5, 31)));
        Assert.Equal(CertificateState.Revoked, revoked.StateOn(new(2025, 6, 1)));
        Assert.Equal(CertificateState.Revoked, revoked.StateOn(new(2030, 1, 1)));
        Assert.Equal(new(2024, 12, 31), revoked.LastDay);
    }

    [Fact]
    public void One_revoked_before_it_began_was_never_in_force()
    {
        var revoked = Plain with { RevokedFrom = new(2022, 12, 31) };

        Assert.True(revoked.LastDay < revoked.ValidFrom);
        Assert.False(revoked.InForceOn(new(2023, 2, 4)));
        Assert.Equal(CertificateState.Revoked, revoked.StateOn(new(2023, 2, 4)));
    }

    [Fact]
    public void Every_day_is_in_force_exactly_when_its_state_says_so()
    {
        var days = Enumerable.Range(0, 12).Select(i => new DateOnly(2026, 2, 25).AddDays(i)).ToArray();
        DateOnly?[] some = [null, new(2026, 2, 27), new(2026, 2, 28), new(2026, 3, 1), new(2026, 3, 3)];

        foreach (var (extended, revoked, superseded) in from e in some from r in some from s in some select (e, r, s))
        {
            var dates = new CertificateDates(new(2026, 2, 28), new(2026, 3, 1), extended > new DateOnly(2026, 3, 1) ? extended : null, revoked, superseded);
            foreach (var day in days)
            {
                Assert.Equal(dates.StateOn(day) is CertificateState.InForce or CertificateState.Extended, dates.InForceOn(day));
            }
        }
    }
}
