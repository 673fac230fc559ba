using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>Writes letters about the supply–demand board.</summary>
internal sealed class BoardPost(IStaff staff, IMarketAddress market, IMailer mailer)
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Promotion.Board.BoardLetters", typeof(BoardPost).Assembly);

    public const string BuyerHome = "/tai-khoan/nguoi-mua", ProducerHome = "/kenh-chu-the/cung-cau", OfficeHome = "/can-bo/nguoi-mua";

    /// <summary>To everybody who takes part for a producer.</summary>
    public async Task ToProducerAsync(string kind, string key, ProducerId producer, Func<string, object[]> values, string path, CancellationToken ct)
    {
        foreach (var person in (await staff.OfProducerAsync(producer, ct)).Where(s => s.Rights.HasFlag(ProducerRights.Fairs)))
        {
            await SendAsync(kind, $"{key}-{person.Account}", person.Email, person.Language, values(person.Language), path, ct);
        }
    }

    /// <summary>To who speaks for a business; nobody when the account is gone.</summary>
    public async Task ToBuyerAsync(string kind, string key, BusinessBuyer buyer, Func<string, object[]> values, string path, CancellationToken ct)
    {
        if (await staff.MailboxOfAsync(buyer.AccountId, ct) is ({ } email, { } language))
        {
            await SendAsync(kind, key, email, language, values(language), path, ct);
        }
    }

    public Task SendAsync(string kind, string key, string to, string language, object[] values, string path, CancellationToken ct)
    {
        object[] all = [.. values, market.Absolute(path)];
        return mailer.SendAsync(new Letter(key, to, Letters.Say(language, kind + "Subject", all), Letters.Say(language, kind + "Body", all)), ct);
    }
}

/// <summary>Tells the office of its place that a business waits.</summary>
internal sealed class TellOfficeOfBuyer(IDbContextFactory<MarketDbContext> contexts, IStaff staff, BoardPost post) : IOutboxHandler<BuyerApplied>
{
    public async Task HandleAsync(BuyerApplied happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BusinessBuyers.AsNoTracking().SingleOrDefaultAsync(b => b.Id == happened.Buyer, ct) is not { State: BuyerState.Applied } buyer)
        {
            return;
        }

        var officers = await staff.OfficersForAsync(OfficeTasks.Fairs, buyer.ProvinceCode, buyer.CommuneCode, ct);
        foreach (var officer in officers.Where(o => o.Area.Level == officers[0].Area.Level))
        {
            await post.SendAsync("Applied", $"buyer-applied-{buyer.Id}-{officer.Account}-{delivery}", officer.Email, officer.Language, [buyer.Name, buyer.TaxCode], $"{BoardPost.OfficeHome}/{buyer.Id}", ct);
        }
    }
}

/// <summary>Tells a business what its office decided.</summary>
internal sealed class TellBuyerDecided(IDbContextFactory<MarketDbContext> contexts, BoardPost post) : IOutboxHandler<BuyerDecided>
{
    public async Task HandleAsync(BuyerDecided happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BusinessBuyers.AsNoTracking().SingleOrDefaultAsync(b => b.Id == happened.Buyer, ct) is { State: not BuyerState.Applied } buyer)
        {
            await post.ToBuyerAsync(buyer.State.ToString(), $"buyer-decided-{buyer.Id}-{delivery}", buyer, _ => [buyer.Name, buyer.Reason ?? ""], BoardPost.BuyerHome, ct);
        }
    }
}

/// <summary>Asks producers by name for their price.</summary>
internal sealed class AskProducers(IDbContextFactory<MarketDbContext> contexts, BoardPost post) : IOutboxHandler<QuotationAsked>
{
    public async Task HandleAsync(QuotationAsked happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BuyerNeeds.AsNoTracking().SingleOrDefaultAsync(n => n.Id == happened.Need, ct) is not { State: NeedState.Open } need)
        {
            return;
        }

        var buyer = await db.BusinessBuyers.AsNoTracking().SingleAsync(b => b.Id == need.BuyerId, ct);
        foreach (var producer in need.Asked)
        {
            await post.ToProducerAsync("Asked", $"need-asked-{need.Id}-{producer}-{delivery}", new(producer), _ => [buyer.Name, need.Title, need.OffersThrough], $"{BoardPost.ProducerHome}/{need.Id}", ct);
        }
    }
}

/// <summary>Brings a price to its buyer's notice.</summary>
internal sealed class TellBuyerOfOffer(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, BoardPost post) : IOutboxHandler<NeedOffered>
{
    public async Task HandleAsync(NeedOffered happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.NeedOffers.AsNoTracking().SingleOrDefaultAsync(o => o.Id == happened.Offer, ct) is { State: NeedOfferState.Sent } offer)
        {
            var need = await db.BuyerNeeds.AsNoTracking().SingleAsync(n => n.Id == offer.NeedId, ct);
            var buyer = await db.BusinessBuyers.AsNoTracking().SingleAsync(b => b.Id == need.BuyerId, ct);
            var name = (await producers.FindAsync([offer.ProducerId], ct)).GetValueOrDefault(offer.ProducerId)?.Name ?? "";
            await post.ToBuyerAsync("Offered", $"need-offered-{offer.Id}-{delivery}", buyer, _ => [name, need.Title, offer.ValidThrough], $"{BoardPost.BuyerHome}/nhu-cau/{need.Id}", ct);
        }
    }
}

/// <summary>Tells producers whose prices wait for an answer that the need was taken back.</summary>
internal sealed class TellOfClosedNeed(IDbContextFactory<MarketDbContext> contexts, BoardPost post) : IOutboxHandler<NeedTakenBack>
{
    public async Task HandleAsync(NeedTakenBack happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var need = await db.BuyerNeeds.AsNoTracking().SingleAsync(n => n.Id == happened.Need, ct);
        var buyer = await db.BusinessBuyers.AsNoTracking().SingleAsync(b => b.Id == need.BuyerId, ct);
        foreach (var producer in await db.NeedOffers.Where(o => o.NeedId == need.Id && o.State == NeedOfferState.Sent).OrderBy(o => o.Id).Select(o => o.ProducerId).ToListAsync(ct))
        {
            await post.ToProducerAsync("Closed", $"need-closed-{need.Id}-{producer}-{delivery}", producer, _ => [buyer.Name, need.Title], $"{BoardPost.ProducerHome}/{need.Id}", ct);
        }
    }
}

/// <summary>Tells a producer what the buyer said to its price.</summary>
internal sealed class TellProducerOfAnswer(IDbContextFactory<MarketDbContext> contexts, BoardPost post) : IOutboxHandler<NeedOfferAnswered>
{
    public async Task HandleAsync(NeedOfferAnswered happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.NeedOffers.AsNoTracking().SingleOrDefaultAsync(o => o.Id == happened.Offer, ct) is { State: NeedOfferState.Accepted or NeedOfferState.Declined } offer)
        {
            var need = await db.BuyerNeeds.AsNoTracking().SingleAsync(n => n.Id == offer.NeedId, ct);
            var buyer = await db.BusinessBuyers.AsNoTracking().SingleAsync(b => b.Id == need.BuyerId, ct);
            await post.ToProducerAsync(offer.State.ToString(), $"need-answered-{offer.Id}-{delivery}", offer.ProducerId, _ => [buyer.Name, need.Title, offer.Reason ?? "–"], $"{BoardPost.ProducerHome}/{need.Id}", ct);
        }
    }
}

/// <summary>
/// Each morning tells producers, in one letter each, of new needs for which their certified goods would do. A need is told of once: what is
/// certified later finds it on the producer's page.
/// </summary>
internal sealed class NeedDigestJob(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, BoardPost post, TimeProvider clock) : IMarketJob
{
    public const string Name = "need-digest";

    private const int MostNeeds = 100, MostNamed = 10;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (today, told) = (clock.Today(), 0);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var verified = db.BusinessBuyers.Where(b => b.State == BuyerState.Verified).Select(b => b.Id);
        var needs = await db.BuyerNeeds.Where(n => n.ToldAt == null && n.State == NeedState.Open && n.OffersThrough >= today && n.Asked.Length == 0 && verified.Contains(n.BuyerId)).OrderBy(n => n.PostedAt).ThenBy(n => n.Id).Take(MostNeeds).ToListAsync(ct);
        var certified = (await goods.OfSetsAsync([.. needs.SelectMany(n => n.Sets).Distinct()], needs.Count == 0 ? 0 : needs.Min(n => n.Stars), null, ct)).GroupBy(g => g.Producer)
            .Select(of => (Producer: of.Key, Needs: needs.FindAll(n => of.Any(g => g.Stars >= n.Stars && n.Sets.Contains(g.Set))))).Where(of => of.Needs.Count > 0).ToList();

        // Letters go by a key of day and producer: a job that is broken off and runs again writes none twice.
        foreach (var (producer, list) in certified)
        {
            var titles = string.Join(Environment.NewLine, list.Take(MostNamed).Select(n => "– " + n.Title));
            await post.ToProducerAsync("Matching", $"need-digest-{today:yyyyMMdd}-{producer}", producer, _ => [list.Count, titles], BoardPost.ProducerHome, ct);
            told++;
        }

        foreach (var need in needs)
        {
            need.ToldAt = clock.GetUtcNow();
        }

        await db.SaveChangesAsync(ct);
        return $"{needs.Count} needs, {told} producers told";
    }
}
