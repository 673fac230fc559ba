using System.Globalization;
using OcopMarket.Platform;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Tests.Unit.Registry;

public sealed class RuleSetsTests
{
    [Theory]
    [InlineData("2018-01-01", "QD1048-2019")]
    [InlineData("2023-02-23", "QD1048-2019")]
    [InlineData("2023-02-24", "QD148-2023")]
    [InlineData("2025-07-05", "QD148-2023")]
    [InlineData("2025-07-06", "QD148-2023/QD1489-2025")]
    [InlineData("2026-05-21", "QD148-2023/QD1489-2025")]
    [InlineData("2026-05-22", "QD26-2026")]
    [InlineData("2040-01-01", "QD26-2026")]
    public void The_rules_follow_the_day(string day, string key) => Assert.Equal(key, RuleSets.Instance.InForceOn(Day(day)).Key);

    [Theory]
    [InlineData("2023-02-04", "2026-02-04")]
    [InlineData("2024-02-29", "2027-02-28")]
    [InlineData("2023-02-28", "2026-02-28")]
    [InlineData("2025-02-28", "2028-02-28")]
    [InlineData("2023-08-31", "2026-08-31")]
    public void Thirty_six_months_end_on_the_same_day_number_or_the_months_last(string issued, string last)
        => Assert.Equal(Day(last), RuleSets.Instance.InForceOn(Day(issued)).LastDay(Day(issued)));

    [Theory]
    [InlineData("2025-07-05")] // the district decided then; the province took over
    [InlineData("2026-03-02")]
    [InlineData("2026-05-22")]
    public void The_province_decides_on_three_and_four_stars_and_the_ministry_on_five(string day)
    {
        var rules = RuleSets.Instance.InForceOn(Day(day));
        var may = (from level in Enum.GetValues<OfficeLevel>() from stars in new[] { 3, 4, 5 } where rules.MayDecide(level, stars) select (level, stars)).ToArray();

        Assert.Equal([(OfficeLevel.Province, 3), (OfficeLevel.Province, 4), (OfficeLevel.Ministry, 5)], may);
    }

    [Fact]
    public void Only_the_decision_of_2026_knows_extensions_of_at_most_180_days()
        => Assert.Equal([null, null, null, 180], RuleSets.Instance.InOrder.Select(r => r.LongestExtensionDays));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
