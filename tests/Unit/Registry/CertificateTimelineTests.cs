using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Tests.Unit.Registry;

public sealed class CertificateTimelineTests
{
    private static readonly ProductId Product = ProductId.New();

    [Fact]
    public void A_later_certificate_takes_over_on_its_first_day()
    {
        var (old, renewal) = (Make("1", new(2023, 3, 1), new(2026, 3, 1)), Make("2", new(2026, 2, 10), new(2029, 2, 10)));

        Assert.Null(CertificateTimeline.Settle([renewal, old]));

        Assert.Equal(new(2026, 2, 10), old.SupersededFrom);
        Assert.Null(renewal.SupersededFrom);
        Assert.Equal(new(2026, 2, 9), old.Dates.LastDay);
    }

    [Fact]
    public void One_that_ended_before_the_next_began_expired_and_was_not_replaced()
    {
        var (old, next) = (Make("1", new(2020, 3, 1), new(2023, 3, 1)), Make("2", new(2023, 3, 2), new(2026, 3, 2)));

        Assert.Null(CertificateTimeline.Settle([old, next]));

        Assert.Null(old.SupersededFrom);
    }

    [Fact]
    public void An_extension_that_reaches_the_next_one_ends_where_that_begins()
    {
        var (old, next) = (Make("1", new(2020, 3, 1), new(2023, 3, 1)), Make("2", new(2023, 3, 20), new(2026, 3, 20)));
        old.Extend(new(2023, 6, 1));

        Assert.Null(CertificateTimeline.Settle([old, next]));

        Assert.Equal(new(2023, 3, 20), old.SupersededFrom);
        Assert.Equal(new(2023, 3, 19), old.Dates.LastDay);
    }

    [Fact]
    public void Of_three_in_a_row_each_is_replaced_by_the_next()
    {
        Certificate[] row = [Make("1", new(2021, 1, 1), new(2024, 1, 1)), Make("2", new(2022, 1, 1), new(2025, 1, 1)), Make("3", new(2023, 1, 1), new(2026, 1, 1))];

        Assert.Null(CertificateTimeline.Settle(row));
        Assert.Null(CertificateTimeline.Settle(row));

        Assert.Equal([new(2022, 1, 1), new(2023, 1, 1), null], row.Select(c => c.SupersededFrom));
    }

    [Fact]
    public void Two_that_begin_on_one_day_are_named_and_nothing_is_changed()
    {
        Certificate[] row = [Make("1", new(2021, 1, 1), new(2024, 1, 1)), Make("2", new(2022, 1, 1), new(2025, 1, 1)), Make("3", new(2022, 1, 1), new(2025, 6, 1))];

        Assert.Equal("3", CertificateTimeline.Settle(row));

        Assert.All(row, c => Assert.Null(c.SupersededFrom));
    }

    [Fact]
    public void One_that_was_revoked_before_it_began_replaces_nothing()
    {
        var (old, renewal) = (Make("1", new(2023, 3, 1), new(2026, 3, 1)), Make("2", new(2026, 2, 10), new(2029, 2, 10)));
        renewal.Revoke(new(2026, 2, 1));

        Assert.Null(CertificateTimeline.Settle([old, renewal]));

        Assert.Null(old.SupersededFrom);
    }

    [Fact]
    public void One_revoked_on_its_first_day_does_not_give_its_forerunner_back()
    {
        var (old, renewal) = (Make("1", new(2023, 3, 1), new(2026, 3, 1)), Make("2", new(2026, 2, 10), new(2029, 2, 10)));
        renewal.Revoke(new(2026, 2, 10));

        Assert.Null(CertificateTimeline.Settle([old, renewal]));

        Assert.Equal(new(2026, 2, 9), old.Dates.LastDay);
    }

    [Fact]
    public void One_revoked_before_the_next_begins_stays_revoked_only()
    {
        var (old, renewal) = (Make("1", new(2023, 3, 1), new(2026, 3, 1)), Make("2", new(2026, 2, 10), new(2029, 2, 10)));
        old.Revoke(new(2026, 2, 10));

        Assert.Null(CertificateTimeline.Settle([old, renewal]));

        Assert.Null(old.SupersededFrom);
        Assert.Equal(new(2026, 2, 9), old.Dates.LastDay);
    }

    private static Certificate Make(string number, DateOnly from, DateOnly through) => new(
        CertificateId.New(), Product, new CertificatePaper(number, "UBND tỉnh", AuthorityLevel.Province, 4, "QD148-2023", null, null, from, through, []), null, DateTimeOffset.UnixEpoch);
}
