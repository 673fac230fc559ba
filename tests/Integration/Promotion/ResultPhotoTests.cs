using System.Net;
using OcopMarket.Platform;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>Photos that participants send with their results, and what everybody sees of a fair that is over.</summary>
public sealed class ResultPhotoTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_photo_is_public_once_its_office_says_so_and_until_it_takes_that_back()
    {
        var (fair, slug, participants) = await OverAsync(1);
        var (product, application) = participants[0];
        var staff = Desks.StaffOf(product, ProducerRights.Fairs);
        var photos = new List<FairPhoto>();
        for (var i = 0; i < 2; i++)
        {
            var made = Desks.Must(await Get<AddPicture>().RunAsync(new(staff, $"{i}.jpg", TestPhotos.Jpeg(640 + i, 480).Length, Private: false), new MemoryStream(TestPhotos.Jpeg(640 + i, 480)), Ct));
            photos.Add(new(made.Id, made.Key.ToString(), $"Gian hàng {i}"));
        }

        Desks.Must(await SendAsync(staff, application, 1_000_000, photos));
        Assert.Equal(new Refusal("promotion.too_many_photos", 6), (await SendAsync(staff, application, 1_000_000, [.. Enumerable.Repeat(photos[0], 7)])).Refusal);
        using var visitor = Market.CreateVisitor();
        Assert.DoesNotContain("Gian hàng 0", WebUtility.HtmlDecode(await visitor.GetStringAsync($"/hoi-cho/{slug}", Ct)), StringComparison.Ordinal);

        var stranger = Actor.Officer("Chị Khác", new OfficeArea(OfficeLevel.Province, "04"), OfficeTasks.Fairs, AccountId.New());
        Assert.Equal("promotion.fair_unknown", (await ShowAsync(stranger, photos[0].Picture)).Refusal?.Code);
        Desks.Must(await ShowAsync(FairPlaces.Officer, photos[0].Picture));
        var page = WebUtility.HtmlDecode(await Eventually.GetAsync(() => visitor.GetStringAsync($"/hoi-cho/{slug}", Ct), html => WebUtility.HtmlDecode(html).Contains("Gian hàng 0", StringComparison.Ordinal)));
        Assert.Contains("Gian hàng 0", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Gian hàng 1", page, StringComparison.Ordinal);

        Desks.Must(await SendAsync(staff, application, 2_000_000, null)); // other numbers leave the photos
        Assert.Equal([true, false], (await Get<FairResultQueries>().OfFairAsync(FairPlaces.Officer, fair, Ct))!.Rows[0].Photos.Select(p => p.Shown));
        Desks.Must(await SendAsync(staff, application, 2_000_000, [photos[0] with { Alt = "Lời khác" }, photos[1]])); // other words are looked at anew
        Assert.Equal([false, false], (await Get<FairResultQueries>().OfFairAsync(FairPlaces.Officer, fair, Ct))!.Rows[0].Photos.Select(p => p.Shown));
        Desks.Must(await ShowAsync(FairPlaces.Officer, photos[1].Picture));
        Desks.Must(await Get<ShowResultPhotos>().RunAsync(new(FairPlaces.Officer, fair, [.. photos.Select(p => p.Picture)], []), Ct));
        Assert.Empty((await Get<FairResultQueries>().AfterAsync(fair, Ct)).Photos);

        Task<Result> ShowAsync(Actor actor, PictureId shown) => Get<ShowResultPhotos>().RunAsync(new(actor, fair, [.. photos.Select(p => p.Picture)], [shown]), Ct);
    }

    [Fact]
    public async Task Sums_are_shown_only_of_several_and_only_once_the_office_has_reported()
    {
        var (fair, slug, participants) = await OverAsync(3);
        foreach (var ((product, application), revenue) in participants.Zip([5_000_000L, 7_000_000L, 11_000_000L]))
        {
            Desks.Must(await Get<SendFairResults>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application, new(revenue, revenue, 10, 1, revenue == 7_000_000 ? 2 : 0, revenue == 7_000_000 ? 90_000_000 : 0), null), Ct));
        }

        Assert.Null((await Get<FairResultQueries>().AfterAsync(fair, Ct)).Revenue);
        Desks.Must(await Get<ReportFair>().RunAsync(new(FairPlaces.Officer, fair), Ct));

        var after = await Get<FairResultQueries>().AfterAsync(fair, Ct);
        Assert.Equal((3, 23_000_000L, 30L), (after.Came, after.Revenue, after.Visitors));
        Assert.Equal((null, null), (after.Contracts, after.ContractsWorth)); // one alone has signed
        using var visitor = Market.CreateVisitor();
        var page = WebUtility.HtmlDecode(await Eventually.GetAsync(() => visitor.GetStringAsync($"/hoi-cho/{slug}", Ct), html => html.Contains("23.000.000", StringComparison.Ordinal)));
        Assert.Contains("23.000.000", page, StringComparison.Ordinal);
        foreach (var single in new[] { "5.000.000", "7.000.000", "11.000.000", "90.000.000" })
        {
            Assert.DoesNotContain(single, page, StringComparison.Ordinal);
        }
    }

    private async Task<(FairId Fair, string Slug, List<(ProductOnSale Product, FairApplicationId Application)> Participants)> OverAsync(int participants)
    {
        var fair = await Market.AnnounceFairAsync(inDays: 11);
        var all = new List<(ProductOnSale Product, FairApplicationId Application)>();
        for (var i = 0; i < participants; i++)
        {
            all.Add(await Market.ApplicantAsync(fair));
            await Market.AcceptAsync(fair, all[i].Product, all[i].Application);
        }

        Clock.Advance(TimeSpan.FromDays(11));
        Assert.All(Desks.Must(await Get<CheckInParticipants>().RunAsync(new(FairPlaces.Officer, fair, [.. all.Select(a => new CheckInParticipants.Press(Guid.NewGuid(), a.Application, Clock.GetUtcNow()))]), Ct)), Assert.Null);
        Clock.Advance(TimeSpan.FromDays(3));
        return (fair, (await Market.FileOfAsync(fair)).Slug, all);
    }

    private Task<Result> SendAsync(Actor staff, FairApplicationId application, long revenue, IReadOnlyList<FairPhoto>? photos)
        => Get<SendFairResults>().RunAsync(new(staff, application, new(revenue, 0, 10, 1, 0, 0), null, photos), Ct);
}
