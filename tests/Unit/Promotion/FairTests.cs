using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Tests.Unit.Promotion;

public sealed class FairTests
{
    private static readonly DateOnly First = new(2027, 3, 5), Last = new(2027, 3, 7);
    private static readonly DateTimeOffset Now = VietnamTime.StartOf(new(2027, 1, 1));

    [Theory]
    [InlineData(2027, 1, 9, FairStage.Announced)]
    [InlineData(2027, 1, 10, FairStage.OpenForApplications)]
    [InlineData(2027, 1, 31, FairStage.OpenForApplications)]
    [InlineData(2027, 2, 1, FairStage.ApplicationsClosed)]
    [InlineData(2027, 3, 4, FairStage.ApplicationsClosed)]
    [InlineData(2027, 3, 5, FairStage.Running)]
    [InlineData(2027, 3, 7, FairStage.Running)]
    [InlineData(2027, 3, 8, FairStage.Ended)]
    public void What_a_fair_is_follows_from_the_calendar(int year, int month, int day, FairStage stage)
        => Assert.Equal(stage, Fair.StageOf(FairState.Announced, First, Last, new(2027, 1, 10), new(2027, 1, 31), new(year, month, day)));

    [Fact]
    public void Closed_days_are_left_out_and_days_with_other_hours_keep_them()
    {
        var fair = Announced();
        (fair.ClosedDays, fair.OtherHours) = ([new(2027, 3, 6)], [new(Last, new(10, 0), new(16, 0))]);

        Assert.Equal([new FairHours(First, new(8, 0), new(21, 0)), new(Last, new(10, 0), new(16, 0))], fair.Days());
    }

    [Fact]
    public void A_move_takes_closed_days_hours_and_programme_along_and_ends_applications_before_the_opening()
    {
        var fair = Announced();
        (fair.ClosedDays, fair.OtherHours, fair.Programme) = ([new(2027, 3, 6)], [new(Last, new(10, 0), new(16, 0))], [new(First, new(9, 0), "Khai mạc", null)]);
        (fair.ApplyFrom, fair.ApplyThrough) = (new(2027, 2, 1), new(2027, 2, 28));

        Assert.Null(fair.Move(new(2027, 2, 1), new(2027, 2, 26), new(2027, 2, 28), fair.Venue, Now).Refusal);

        Assert.Equal((new(2027, 2, 26), new(2027, 2, 28)), (fair.From, fair.Through));
        Assert.Equal([new DateOnly(2027, 2, 27)], fair.ClosedDays);
        Assert.Equal([new FairHours(new(2027, 2, 28), new(10, 0), new(16, 0))], fair.OtherHours);
        Assert.Equal(new DateOnly(2027, 2, 26), fair.Programme[0].Day);
        Assert.Equal((new DateOnly(2027, 2, 1), new DateOnly(2027, 2, 25)), (fair.ApplyFrom!.Value, fair.ApplyThrough!.Value));
        Assert.Equal((First, Last, 1), (fair.Was!.From, fair.Was.Through, fair.Sequence));
    }

    [Fact]
    public void A_running_fair_may_end_on_another_day_but_not_begin_on_one()
    {
        var fair = Announced();

        Assert.Equal("promotion.fair_days_wrong", fair.Move(new(2027, 3, 6), new(2027, 3, 4), Last, fair.Venue, Now).Refusal?.Code);
        Assert.Equal("promotion.fair_not_moved", fair.Move(new(2027, 3, 6), First, Last, fair.Venue, Now).Refusal?.Code);
        Assert.Null(fair.Move(new(2027, 3, 6), First, new(2027, 3, 9), fair.Venue, Now).Refusal);
        Assert.Equal((First, new(2027, 3, 9)), (fair.From, fair.Through));
    }

    [Fact]
    public void What_is_over_or_called_off_neither_moves_nor_ends_again()
    {
        var (over, off) = (Announced(), Announced());
        Assert.Null(off.Cancel(new(2027, 2, 1), Now).Refusal);

        Assert.All(
            new[] { over.Move(new(2027, 3, 8), new(2027, 4, 1), new(2027, 4, 2), over.Venue, Now), over.Postpone(new(2027, 3, 8), Now), over.Cancel(new(2027, 3, 8), Now), off.Move(new(2027, 2, 2), new(2027, 4, 1), new(2027, 4, 2), off.Venue, Now), off.Cancel(new(2027, 2, 2), Now) },
            result => Assert.Equal("promotion.fair_wrong_state", result.Refusal?.Code));
        Assert.Equal((0, 1), (over.Sequence, off.Sequence));
    }

    [Fact]
    public void A_postponed_fair_is_on_again_with_new_days()
    {
        var fair = Announced();
        Assert.Null(fair.Postpone(new(2027, 2, 1), Now).Refusal);
        Assert.Equal(FairStage.Postponed, fair.StageOn(new(2027, 3, 20)));

        Assert.Null(fair.Move(new(2027, 3, 20), new(2027, 4, 1), new(2027, 4, 3), fair.Venue, Now).Refusal);

        Assert.Equal((FairState.Announced, new DateOnly(2027, 4, 1), 2), (fair.State, fair.From, fair.Sequence));
    }

    [Fact]
    public void A_fair_without_a_place_or_an_organiser_is_not_announced()
    {
        var (placeless, nobodys, online) = (Draft(), Draft(), Draft());
        placeless.Place(new(null, null, null, null, null, null, null));
        nobodys.Organiser = "";
        online.Type = FairType.Online;

        Assert.Equal("promotion.fair_lacks_place", placeless.Announce(new(2027, 1, 1), Now).Refusal?.Code);
        Assert.Equal("promotion.fair_lacks_organiser", nobodys.Announce(new(2027, 1, 1), Now).Refusal?.Code);
        Assert.All([placeless, nobodys], fair => Assert.Equal(FairState.Draft, fair.State));
        Assert.True(online.Announce(new(2027, 1, 1), Now).Succeeded); // its hall is here
    }

    [Fact]
    public void Only_the_first_three_days_of_the_lunar_year_are_days_of_Tet()
    {
        var days = Enumerable.Range(0, 12).Select(new DateOnly(2027, 2, 1).AddDays); // Tết 2027 is 6 February

        Assert.Equal([new DateOnly(2027, 2, 6), new(2027, 2, 7), new(2027, 2, 8)], TetDays.Among(days));
    }

    [Theory]
    [InlineData(FairType.Fair, null, FairRegistrationState.Open)]
    [InlineData(FairType.Fair, "2027-02-03", FairRegistrationState.InTime)] // 30 days before
    [InlineData(FairType.Fair, "2027-02-04", FairRegistrationState.TooLate)]
    [InlineData(FairType.Fair, "2026-03-05", FairRegistrationState.InTime)] // 365 days before
    [InlineData(FairType.Fair, "2026-03-04", FairRegistrationState.TooEarly)]
    [InlineData(FairType.Abroad, "2027-01-20", FairRegistrationState.TooLate)] // 45 days: 19 January
    [InlineData(FairType.MarketDay, null, FairRegistrationState.NotNeeded)]
    public void A_registration_is_filed_between_its_days(FairType type, string? filed, FairRegistrationState state)
        => Assert.Equal(state, FairRegistrationTerm.Of(type, First, filed is null ? null : DateOnly.Parse(filed, System.Globalization.CultureInfo.InvariantCulture), new(2027, 1, 15), (30, 365, 45)).State);

    private static Fair Announced()
    {
        var fair = Draft();
        Assert.Null(fair.Announce(new(2027, 1, 1), Now).Refusal);
        return fair;
    }

    private static Fair Draft()
    {
        var fair = new Fair("hoi-cho", new OfficeArea(OfficeLevel.Ministry), Now) { NameVi = "Hội chợ", Organiser = "Sở", From = First, Through = Last, Opens = new(8, 0), Closes = new(21, 0) };
        fair.Place(new("Nhà văn hóa", null, "09700", "01", null, null, null));
        return fair;
    }
}
