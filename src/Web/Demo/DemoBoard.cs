using System.Globalization;
using CsvHelper;
using Microsoft.Extensions.Localization;
using OcopMarket.Accounts.Demo;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Promotion.Board;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Demo;

/// <summary>Two invented businesses on the supply–demand board, what they want, and what illustrative producers offer for it.</summary>
internal sealed class DemoBoard(
    DemoAccounts accounts, ApplyAsBuyer apply, DecideBuyer decide, PostNeed post, OfferForNeed offer, AnswerOffer answer, SayContract contract, RemoveBuyers remove, BoardQueries board, IGoodsInForce goods, AreaDirectory areas,
    IStringLocalizer<DemoText> text, TimeProvider clock, ILogger<DemoBoard> log)
{
    /// <summary>Nobody's number.</summary>
    private const string Phone = "0900000000";

    private const int Validity = 60;

    private static readonly List<DemoNeed> Needs = DataFile.Read(typeof(DemoBoard).Assembly, "OcopMarket.Web.Demo.demo-needs.csv", Read);

    private static readonly (string Key, BuyerKind Kind, string TaxCode)[] Buyers = [("sieu-thi", BuyerKind.Supermarket, "0000000001"), ("nha-hang", BuyerKind.Restaurant, "0000000002")];

    /// <summary>Addresses of those who speak for the businesses.</summary>
    public static IEnumerable<string> Addresses => Buyers.Select(b => b.Key + DemoAccounts.Domain);

    /// <summary>Makes the businesses that are not there, with their needs and offers.</summary>
    /// <param name="known">Products by the number of their demonstration certificate.</param>
    public async Task EnsureAsync(Actor actor, IReadOnlyDictionary<string, ProductId> known, CancellationToken ct)
    {
        var people = await accounts.FindAsync([.. Addresses], ct);
        foreach (var (key, kind, taxCode) in Buyers)
        {
            if (people.TryGetValue(key + DemoAccounts.Domain, out var account) && Actor.Member(text[$"Buyer.{key}"], account) is var buyer && await board.OwnAsync(buyer, ct) is null
                && await MakeAsync(actor, buyer, key, kind, taxCode, known, ct) is { } refusal)
            {
                log.LogWarning("Demo business {Business} is not on the board: {Refusal}", key, refusal);
            }
        }
    }

    public async Task ClearAsync(Actor actor, CancellationToken ct) => await remove.RunAsync(actor, [.. (await accounts.FindAsync([.. Addresses], ct)).Values], ct);

    private async Task<Refusal?> MakeAsync(Actor actor, Actor buyer, string key, BuyerKind kind, string taxCode, IReadOnlyDictionary<string, ProductId> known, CancellationToken ct)
    {
        const string Province = "92";
        var applied = await apply.RunAsync(new(buyer, new(kind, text[$"Buyer.{key}"], taxCode, text["BuyerContact"], Phone, text["BuyerStreet"], areas.CommunesOf(Province)[0].Code, text["BuyerAbout"])), ct);
        if (applied.Refusal is { } refusal || await board.OwnAsync(buyer, ct) is not { } file)
        {
            return applied.Refusal;
        }

        if ((await decide.RunAsync(new(actor, file.Id, file.Version, true, null), ct)).Refusal is { } undecided)
        {
            return undecided;
        }

        var products = DemoProduct.Real.Where(p => p.IllustrativeProducer && known.ContainsKey(DemoCertificates.Number(p))).Select(p => known[DemoCertificates.Number(p)]).ToList();
        var certified = (await goods.FindAsync(products, ct)).Values.OrderBy(g => g.ProvinceCode != Province).ThenBy(g => g.ProducerSlug, StringComparer.Ordinal).ThenBy(g => g.Product.Value).ToList();
        var today = clock.Today();
        foreach (var need in Needs.Where(n => n.Buyer == key))
        {
            var posted = await post.RunAsync(new(buyer, null, new(
                need.Title, need.Text, need.Sets, need.Stars, need.Quantity, need.Unit, need.Rhythm, need.Papers, Province, today.AddDays(need.From), today.AddDays(need.Through), today.AddDays(need.OffersThrough), [])), ct);
            if (posted.Refusal is { } unposted)
            {
                return unposted;
            }

            var makers = certified.Where(g => need.Sets.Contains(g.Set) && g.Stars >= need.Stars).GroupBy(g => g.Producer);
            foreach (var (maker, price, days, state) in makers.Zip(need.Offers, (m, o) => (m, o.Price, o.Days, o.State)))
            {
                if (await OfferAsync(buyer, maker, posted.Value, need, price, days, state, ct) is { } unoffered)
                {
                    return unoffered;
                }
            }
        }

        return null;
    }

    private async Task<Refusal?> OfferAsync(Actor buyer, IGrouping<ProducerId, CertifiedGoods> maker, OcopMarket.Promotion.Contracts.BuyerNeedId need, DemoNeed wanted, long price, int days, NeedOfferState state, CancellationToken ct)
    {
        var today = clock.Today();
        var staff = Actor.Member(maker.First().ProducerName, AccountId.New(), new ProducerMembership(maker.Key, ProducerRights.Fairs));
        var offered = await offer.RunAsync(new(staff, maker.Key, need, [.. maker.Select(g => g.Product)], new Money(price), wanted.Quantity, days, text["OfferText"], today.AddDays(Validity)), ct);
        if (offered.Refusal is { } refusal || state is NeedOfferState.Sent)
        {
            return offered.Refusal;
        }

        var answered = await answer.RunAsync(new(buyer, offered.Value, state is NeedOfferState.Accepted, state is NeedOfferState.Accepted ? null : text["OfferDeclined"].Value), ct);
        return answered.Refusal ?? (state is NeedOfferState.Accepted
            ? (await contract.RunAsync(new(buyer, offered.Value, ContractState.Concluded, $"DEMO-HD-{wanted.Sets[0]:00}", today, new Money(price * wanted.Quantity)), ct)).Refusal : null);
    }

    private static DemoNeed Read(CsvReader row) => new(
        row.GetString("buyer"), row.GetString("title"), row.GetString("text"), [.. row.GetString("sets").Split(';').Select(Number)], Number(row.GetString("stars")), Number(row.GetString("quantity")), Enum.Parse<NeedUnit>(row.GetString("unit")),
        Enum.Parse<NeedRhythm>(row.GetString("rhythm")), [.. row.GetString("papers").Split(';').Select(p => Enum.Parse<NeedPaper>(p))], Number(row.GetString("from")), Number(row.GetString("through")), Number(row.GetString("offers_through")),
        [.. row.GetString("offers").Split(';').Select(o => o.Split(':')).Select(o => ((long)Number(o[0]), Number(o[1]), Enum.Parse<NeedOfferState>(o[2])))]);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record DemoNeed(
        string Buyer, string Title, string Text, IReadOnlyList<int> Sets, int Stars, int Quantity, NeedUnit Unit, NeedRhythm Rhythm, IReadOnlyList<NeedPaper> Papers, int From, int Through, int OffersThrough,
        IReadOnlyList<(long Price, int Days, NeedOfferState State)> Offers);
}
