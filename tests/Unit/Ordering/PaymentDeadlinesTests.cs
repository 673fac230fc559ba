using Microsoft.Extensions.Configuration;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Tests.Unit.Ordering;

public sealed class PaymentDeadlinesTests
{
    private static readonly DateOnly Far = new(2029, 1, 1);

    private static readonly DateTimeOffset Placed = VietnamTime.StartOf(new(2026, 3, 2)).AddHours(9);

    [Fact]
    public void A_transfer_has_a_day_a_card_half_an_hour_and_cash_no_end()
    {
        var deadlines = Read();

        Assert.Equal(Placed.AddHours(24), deadlines.Of(PaymentMethod.VietQr, Placed, Far));
        Assert.Equal(Placed.AddMinutes(30), deadlines.Of(PaymentMethod.Card, Placed, Far));
        Assert.Null(deadlines.Of(PaymentMethod.Cod, Placed, Far));
    }

    [Fact]
    public void Nothing_waits_beyond_the_last_second_of_a_certificates_last_day_in_Vietnam()
    {
        var end = new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.FromHours(7));

        Assert.Equal(end, Read().Of(PaymentMethod.VietQr, Placed, new(2026, 3, 2)));
        Assert.Equal(end, Read().Of(PaymentMethod.Card, end.AddMinutes(-3), new(2026, 3, 2)));
    }

    [Fact]
    public void Terms_count_for_purchases_from_their_day_on()
    {
        var deadlines = Read(("0:From", "2026-03-03"), ("0:VietQrHours", "12"), ("1:From", "2026-03-01"), ("1:VietQrHours", "48"), ("1:CardMinutes", "60"));

        Assert.Equal(Placed.AddDays(-2).AddHours(24), deadlines.Of(PaymentMethod.VietQr, Placed.AddDays(-2), Far));
        Assert.Equal(Placed.AddHours(48), deadlines.Of(PaymentMethod.VietQr, Placed, Far));
        Assert.Equal(Placed.AddMinutes(60), deadlines.Of(PaymentMethod.Card, Placed, Far));
        Assert.Equal(Placed.AddDays(1).AddHours(12), deadlines.Of(PaymentMethod.VietQr, Placed.AddDays(1), Far));
    }

    [Theory]
    [InlineData("0:VietQrHours", "0")]
    [InlineData("0:CardMinutes", "5")] // Stripe keeps a session open for half an hour at least
    [InlineData("0:VietQrHours", "viele")]
    [InlineData("0:From", "31/12/2026")]
    public void A_term_that_cannot_be_kept_is_named_when_the_market_starts(string key, string value)
        => Assert.Contains(PaymentDeadlines.Section, Assert.Throws<SettingException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    private static PaymentDeadlines Read(params (string Key, string Value)[] settings)
        => PaymentDeadlines.From(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>($"{PaymentDeadlines.Section}:{s.Key}", s.Value))).Build());
}
