using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;

namespace OcopMarket.Tests.Support;

/// <summary>Fairs with applications and places given, for tests.</summary>
public static class FairPlaces
{
    private static int _number;

    /// <summary>The province's officer who runs it.</summary>
    public static Actor Officer { get; } = Actor.Officer("Chị Hạnh", new OfficeArea(OfficeLevel.Province, "01"), OfficeTasks.Fairs, AccountId.New());

    /// <summary>A fair of Hà Nội that takes applications until ten days from today and opens in thirty, for three days.</summary>
    public static async Task<FairId> AnnounceFairAsync(
        this MarketFactory market, int booths = 60, int inDays = 30, int days = 3, IReadOnlyList<FairQuota>? quotas = null, OfficeArea? office = null, string? name = null, IReadOnlyList<FairZone>? zones = null, FairType type = FairType.Fair)
    {
        ArgumentNullException.ThrowIfNull(market);
        var (today, now, no) = (market.Clock.Today(), market.Clock.GetUtcNow(), Interlocked.Increment(ref _number));
        var commune = AreaDirectory.Instance.CommunesOf("01")[0].Code;
        var fair = new Fair($"hoi-cho-{no}", office ?? new OfficeArea(OfficeLevel.Province, "01"), now)
        {
            Type = type, NameVi = name ?? $"Hội chợ OCOP {no}", NameEn = name ?? $"OCOP fair {no}", Organiser = "Sở Công Thương", From = today.AddDays(inDays), Through = today.AddDays(inDays + days - 1), Opens = new(8, 0), Closes = new(21, 0),
            ApplyFrom = today.AddDays(-1), ApplyThrough = today.AddDays(10), PlannedBooths = booths, BoothFee = new Money(3_000_000), SupportPercent = 50, OfferHours = 48, Quotas = quotas ?? [],
            Zones = zones ?? [new("A", "Khu thực phẩm", "Food")],
        };
        fair.Place(new("Nhà thi đấu", "Số 1", commune, "01", null, null, null));
        Desks.Must(fair.Announce(today, now));
        await using var db = await market.OpenAsync();
        db.Fairs.Add(fair);
        await db.SaveChangesAsync();
        return fair.Id;
    }

    /// <summary>What the producer's own staff would send.</summary>
    public static ApplyToFair.Command Application(FairId fair, ProductOnSale product, int booths = 1, Actor? actor = null)
    {
        ArgumentNullException.ThrowIfNull(product);
        return new(actor ?? Desks.StaffOf(product, ProducerRights.Fairs), fair, product.Producer, [product.Product], booths, "Chị Lan", "0912 345 678", $"lienhe-{product.Producer}@example.vn", null);
    }

    public static async Task<FairApplicationId> ApplyAsync(this MarketFactory market, FairId fair, ProductOnSale product, int booths = 1)
        => Desks.Must(await market.Get<ApplyToFair>().RunAsync(Application(fair, product, booths), CancellationToken.None));

    /// <summary>A producer with a product of its own that has applied.</summary>
    public static async Task<(ProductOnSale Product, FairApplicationId Application)> ApplicantAsync(this MarketFactory market, FairId fair, string? name = null, int booths = 1, string? commune = null, DateOnly? validThrough = null, int set = 12)
    {
        var product = await market.CertifyAsync(name ?? $"Chè hội chợ {Interlocked.Increment(ref _number)}", commune: commune, validThrough: validThrough, set: set);
        return (product, await market.ApplyAsync(fair, product, booths));
    }

    /// <summary>A producer with a product on offer that has taken its place at the fair.</summary>
    public static async Task<(ProductOnSale Product, FairApplicationId Application)> ExhibitorAsync(this MarketFactory market, FairId fair, string? name = null, int set = 12, string? producer = null, DateOnly? validThrough = null, string? commune = null)
    {
        ArgumentNullException.ThrowIfNull(market);
        var product = await market.PutOnSaleAsync(name ?? $"Chè gian hàng {Interlocked.Increment(ref _number)}", set: set, producer: producer, validThrough: validThrough, commune: commune);
        var application = await market.ApplyAsync(fair, product);
        await market.AcceptAsync(fair, product, application);
        return (product, application);
    }

    public static async Task<FairBoard> BoardAsync(this MarketFactory market, FairId fair)
        => await market.Get<FairBoardQueries>().FindAsync(Officer, fair, CancellationToken.None) ?? throw new InvalidOperationException("No such fair.");

    public static async Task<ParticipationState> StateOfAsync(this MarketFactory market, FairId fair, FairApplicationId application)
        => (await market.BoardAsync(fair)).Rows.Single(r => r.Id == application).State;

    /// <summary>Offers and accepts.</summary>
    public static async Task AcceptAsync(this MarketFactory market, FairId fair, ProductOnSale product, FairApplicationId application)
    {
        Desks.Must(await market.Get<OfferPlaces>().RunAsync(new(Officer, fair, [application]), CancellationToken.None));
        Desks.Must(await market.Get<AcceptOffer>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application), CancellationToken.None));
    }
}
