using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Hall;

namespace OcopMarket.Tests.Unit.Promotion;

/// <summary>Videos, doors and clashes, in memory.</summary>
public sealed class HallTests
{
    private static readonly DateOnly First = new(2027, 3, 5), Last = new(2027, 3, 7);
    private static readonly DateTimeOffset Before = VietnamTime.StartOf(new(2027, 3, 1));

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=abcDEF_-123", "https://www.youtube-nocookie.com/embed/abcDEF_-123")]
    [InlineData("https://www.youtube.com/watch?list=x&v=abcDEF_-123&t=3", "https://www.youtube-nocookie.com/embed/abcDEF_-123")]
    [InlineData("https://youtu.be/abcDEF_-123?si=x", "https://www.youtube-nocookie.com/embed/abcDEF_-123")]
    [InlineData("https://m.youtube.com/live/abcDEF_-123", "https://www.youtube-nocookie.com/embed/abcDEF_-123")]
    [InlineData("https://www.youtube-nocookie.com/embed/abcDEF_-123", "https://www.youtube-nocookie.com/embed/abcDEF_-123")]
    [InlineData("https://www.facebook.com/ocop/videos/1234567890/", "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Focop%2Fvideos%2F1234567890%2F&show_text=false")]
    [InlineData("https://www.facebook.com/watch?v=1234567890", "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%3Fv%3D1234567890&show_text=false")]
    [InlineData("https://www.youtube.com/watch?v=short", null)]
    [InlineData("https://www.youtube.com/redirect?q=https://xau.example", null)]
    [InlineData("https://youtube.com.xau.example/watch?v=abcDEF_-123", null)]
    [InlineData("https://video.example/phim.mp4", null)]
    public void Known_hosts_have_a_player_and_others_are_links(string written, string? player)
        => Assert.Equal((written, player), (VideoLink.Read(written)?.Address, VideoLink.Read(written)?.Player));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("http://www.youtube.com/watch?v=abcDEF_-123")]
    [InlineData("https://ai:do@www.youtube.com/watch?v=abcDEF_-123")]
    [InlineData("https://localhost/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://www.youtube.com:8443/watch?v=abcDEF_-123")]
    [InlineData("https://video.example/a b")]
    [InlineData("//www.youtube.com/watch?v=abcDEF_-123")]
    public void What_is_no_page_of_the_web_is_no_video(string? written) => Assert.Null(VideoLink.Read(written));

    [Fact]
    public void A_video_address_of_more_than_500_letters_is_none()
    {
        Assert.NotNull(VideoLink.Read("https://video.example/" + new string('a', 478)));
        Assert.Null(VideoLink.Read("https://video.example/" + new string('a', 479)));
    }

    [Fact]
    public void Pages_frame_two_players_and_nobody_else()
        => Assert.Equal(["https://www.youtube-nocookie.com", "https://www.facebook.com"], VideoLink.Players);

    [Theory]
    [InlineData(4, 23, HallState.NotYet, 5, 8)]
    [InlineData(5, 7, HallState.NotYet, 5, 8)]
    [InlineData(5, 8, HallState.Open, 5, 21)]
    [InlineData(5, 20, HallState.Open, 5, 21)]
    [InlineData(5, 21, HallState.Pause, 7, 10)] // the sixth is a day off
    [InlineData(6, 12, HallState.Pause, 7, 10)]
    [InlineData(7, 15, HallState.Open, 7, 16)]
    [InlineData(7, 16, HallState.Ended, null, null)]
    [InlineData(8, 9, HallState.Ended, null, null)]
    public void The_door_of_a_hall_online_follows_the_fairs_days_and_hours(int day, int hour, HallState state, int? turnsDay, int? turnsHour)
    {
        var fair = Announced(FairType.Online);
        (fair.ClosedDays, fair.OtherHours) = ([new(2027, 3, 6)], [new(Last, new(10, 0), new(16, 0))]);

        Assert.Equal(new HallDoor(state, turnsDay is { } at ? Moment(at, turnsHour!.Value) : null), HallDoor.Of(fair, Moment(day, hour)));
    }

    [Fact]
    public void A_ground_lists_its_stalls_before_and_during_the_fair_and_an_off_fair_none()
    {
        var (ground, postponed, cancelled) = (Announced(), Announced(FairType.Online), Announced());
        postponed.Postpone(new(2027, 3, 2), Before);
        cancelled.Cancel(new(2027, 3, 2), Before);

        Assert.Equal([HallState.Ground, HallState.Ground, HallState.Ended], new[] { 2, 6, 8 }.Select(day => HallDoor.Of(ground, Moment(day, 9)).State));
        Assert.Equal((HallState.Postponed, false), (HallDoor.Of(postponed, Moment(6, 9)).State, HallDoor.Of(postponed, Moment(6, 9)).LetsIn));
        Assert.Equal((HallState.Cancelled, false), (HallDoor.Of(cancelled, Moment(6, 9)).State, HallDoor.Of(cancelled, Moment(6, 9)).LetsIn));
    }

    [Fact]
    public void Sessions_clash_within_one_producer_or_one_zone_of_the_office_and_nowhere_else()
    {
        var (fair, one, other) = (Announced(), FairApplicationId.New(), FairApplicationId.New());
        var held = Session(fair, one, null, 10, 11);

        Assert.True(Session(fair, one, null, 10, 11).ClashesWith(held));
        Assert.False(Session(fair, one, null, 11, 12).ClashesWith(held)); // one ends as the next begins
        Assert.False(Session(fair, other, null, 10, 11).ClashesWith(held));
        Assert.False(Session(fair, null, null, 10, 11).ClashesWith(held));
        Assert.True(Session(fair, null, "A", 10, 12).ClashesWith(Session(fair, null, "A", 11, 13)));
        Assert.False(Session(fair, null, "A", 10, 12).ClashesWith(Session(fair, null, "B", 11, 13)));
        held.Cancel("Ốm", Before);
        Assert.False(Session(fair, one, null, 10, 11).ClashesWith(held));
    }

    [Fact]
    public void A_session_moves_along_with_its_fair_and_stands_on_no_day_that_the_fair_lost()
    {
        var fair = Announced();
        var (first, last) = (Session(fair, null, null, 10, 11), new FairSession(fair.Id, null, Before));
        last.Say(new("Bế mạc", null, null, FairSession.MinuteOf(fair, Last, new(16, 0)), FairSession.MinuteOf(fair, Last, new(17, 0)), "https://phim.example", [], First), Before);

        Assert.Null(fair.Move(new(2027, 3, 1), new(2027, 3, 12), new(2027, 3, 13), fair.Venue, Before).Refusal);

        Assert.Equal((new DateOnly(2027, 3, 12), Moment(12, 10), true), (first.DayOf(fair), first.StartOf(fair), first.IsOnDayOf(fair)));
        Assert.Equal((new DateOnly(2027, 3, 14), false), (last.DayOf(fair), last.IsOnDayOf(fair)));
    }

    [Fact]
    public void What_was_confirmed_once_stays_public_and_calendars_hear_of_its_end()
    {
        var session = Session(Announced(), FairApplicationId.New(), null, 10, 11);
        Assert.Equal("promotion.session_wrong_state", session.Record("https://x.example/", Before).Refusal?.Code);
        Assert.True(session.Return("Đổi tên", Before).Succeeded);
        Assert.Equal("promotion.session_wrong_state", session.Confirm(Before).Refusal?.Code);
        Assert.True(session.Ask(Before).Succeeded);
        Assert.True(session.Confirm(Before).Succeeded);
        Assert.Equal("promotion.session_wrong_state", session.Ask(Before).Refusal?.Code);

        Assert.True(session.Cancel("Ốm", Before).Succeeded);

        Assert.Equal((SessionState.Cancelled, true, 1, "Ốm"), (session.State, session.WasPublic, session.Sequence, session.Reason));
    }

    private static FairSession Session(Fair fair, FairApplicationId? application, string? zone, int from, int to)
    {
        var session = new FairSession(fair.Id, application, Before);
        session.Say(new("Phiên", null, zone, FairSession.MinuteOf(fair, First, new(from, 0)), FairSession.MinuteOf(fair, First, new(to, 0)), "https://phim.example", [], First), Before);
        return session;
    }

    private static Fair Announced(FairType type = FairType.Fair)
    {
        var fair = new Fair("hoi-cho", new OfficeArea(OfficeLevel.Ministry), Before) { Type = type, NameVi = "Hội chợ", Organiser = "Sở", From = First, Through = Last, Opens = new(8, 0), Closes = new(21, 0) };
        fair.Place(new("Nhà văn hóa", "Đường 1", "09700", "01", null, null, null));
        Assert.True(fair.Announce(new(2027, 3, 1), Before).Succeeded);
        return fair;
    }

    private static DateTimeOffset Moment(int day, int hour) => VietnamTime.StartOf(new(2027, 3, day)).AddHours(hour);
}
