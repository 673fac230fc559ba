using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>A need as it is written.</summary>
/// <param name="Asked">Slugs of producers, for a request that only they see; empty for all.</param>
public sealed record NeedForm(
    string? Title, string? Text, IReadOnlyCollection<int> Sets, int Stars, long Quantity, NeedUnit Unit, NeedRhythm Rhythm, IReadOnlyCollection<NeedPaper> Papers, string? ProvinceCode,
    DateOnly? From, DateOnly? Through, DateOnly? OffersThrough, IReadOnlyCollection<string> Asked)
{
    public const int LongestTitle = BuyerNeed.LongestTitle, LongestText = BuyerNeed.LongestText, MostSets = BuyerNeed.MostSets, MostAsked = BuyerNeed.MostAsked;
}

/// <summary>A verified business says what it wants to buy; for everybody, or as a request for quotation to some producers.</summary>
public sealed class PostNeed(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, IWordsDesk words, EventOutbox outbox, TimeProvider clock)
{
    /// <summary>Days ahead that a need may reach.</summary>
    private const int Farthest = 730;

    private const int MostOpen = 20;

    /// <param name="Need">Null posts a new one.</param>
    public sealed record Command(Actor Actor, BuyerNeedId? Need, NeedForm Form);

    public Task<Result<BuyerNeedId>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<BuyerNeedId>(async db =>
        {
            var (form, today, now) = (command.Form, clock.Today(), clock.GetUtcNow());
            var (title, text) = (VietnameseText.Clean(form.Title), ContactText.Message(form.Text));
            if (await db.BuyerOfAsync(command.Actor, ct) is not { } buyer)
            {
                return PromotionRefusals.BuyersOnly();
            }

            if (buyer.State is not BuyerState.Verified)
            {
                return PromotionRefusals.BuyerNotVerified();
            }

            if (WhyNot(form, title, text, today) is { } wrong)
            {
                return wrong;
            }

            var asked = await AskedAsync(db, form.Asked, ct);
            if (asked.Refusal is { } unknown)
            {
                return unknown;
            }

            await db.LockAsync($"promotion.buyer:{buyer.AccountId}", ct);
            var need = command.Need is { } id ? await db.HoldNeedAsync(id, ct) : null;
            need = need?.BuyerId == buyer.Id ? need : null;
            if (command.Need is not null && need is not { State: NeedState.Open })
            {
                return need is null ? PromotionRefusals.NeedUnknown() : PromotionRefusals.NeedClosed();
            }

            if (need is null && await db.BuyerNeeds.CountAsync(n => n.BuyerId == buyer.Id && n.State == NeedState.Open && n.OffersThrough >= today, ct) >= MostOpen)
            {
                return PromotionRefusals.TooManyNeeds(MostOpen);
            }

            if (need is not null && (need.Unit != form.Unit || need.Stars != form.Stars || !need.Sets.SequenceEqual(form.Sets.Distinct().Order())) && await db.NeedOffers.AnyAsync(o => o.NeedId == need.Id, ct))
            {
                return PromotionRefusals.NeedHasOffers(); // their prices are for what was asked
            }

            var before = need?.Said();
            if (need is null)
            {
                need = new(buyer.Id, now);
                db.BuyerNeeds.Add(need);
            }

            (need.Title, need.Text, need.Sets, need.Stars, need.Papers) = (title, text.Length > 0 ? text : null, [.. form.Sets.Distinct().Order()], form.Stars, [.. form.Papers.Distinct().Order()]);
            (need.Quantity, need.Unit, need.Rhythm, need.ProvinceCode) = (form.Quantity, form.Unit, form.Rhythm, form.ProvinceCode!);
            (need.From, need.Through, need.OffersThrough, need.ChangedAt) = (form.From!.Value, form.Through!.Value, form.OffersThrough!.Value, now);
            if (before is null)
            {
                need.Asked = asked.Value; // who was asked is not changed: offers may be there
                if (need.Asked.Length > 0)
                {
                    outbox.Add(db, new QuotationAsked(need.Id));
                    need.ToldAt = now;
                }
            }

            db.Audit(clock, command.Actor, "promotion.need_saved", need.Subject(), before: before, after: need.Said());
            return need.Id;
        }, ct);

    private Refusal? WhyNot(NeedForm form, string title, string text, DateOnly today)
        => title.Length is 0 or > BuyerNeed.LongestTitle ? PromotionRefusals.NeedTitleMissing(BuyerNeed.LongestTitle)
        : text.Length > BuyerNeed.LongestText ? PromotionRefusals.FairTextTooLong(BuyerNeed.LongestText, text.Length)
        : (words.FirstWatched(title) ?? words.FirstWatched(text)) is { } watched ? PromotionRefusals.NeedWords(watched)
        : form.Sets.Distinct().Count() is 0 or > BuyerNeed.MostSets || form.Sets.Any(s => s < 1 || s > ProductSets.All.Count) ? PromotionRefusals.NeedSetsWrong(BuyerNeed.MostSets)
        : form.Stars is < 3 or > 5 ? PromotionRefusals.NeedStarsWrong()
        : form.Quantity is < 1 or > BuyerNeed.MostQuantity ? PromotionRefusals.NeedQuantityWrong(BuyerNeed.MostQuantity)
        : areas.FindProvince(form.ProvinceCode) is null ? PromotionRefusals.NeedPlaceMissing()
        : (form.From, form.Through, form.OffersThrough) is not ({ } from, { } through, { } offers) || through < from || offers < today || offers > through || through > today.AddDays(Farthest) ? PromotionRefusals.NeedDaysWrong()
        : form.Asked.Count > BuyerNeed.MostAsked ? PromotionRefusals.NeedAsksTooMany(BuyerNeed.MostAsked)
        : null;

    private static async Task<Result<Guid[]>> AskedAsync(MarketDbContext db, IReadOnlyCollection<string> slugs, CancellationToken ct)
    {
        var wanted = slugs.Select(s => s.Trim()).Where(s => s.Length > 0).Distinct().ToArray();
        var found = await db.Database.SqlQuery<AskedProducer>($"select distinct producer_id as \"Id\", producer_slug as \"Slug\" from registry.product_facts where producer_slug = any ({wanted})").ToListAsync(ct);
        return wanted.FirstOrDefault(slug => !found.Exists(f => f.Slug == slug)) is { } missing ? PromotionRefusals.AskedUnknown(missing) : wanted.Select(slug => found.First(f => f.Slug == slug).Id).ToArray();
    }

    private sealed class AskedProducer
    {
        public Guid Id { get; init; }
        public required string Slug { get; init; }
    }
}

/// <summary>Some producers are asked for their price.</summary>
internal sealed record QuotationAsked(BuyerNeedId Need);

/// <summary>A need takes no more offers; who has offered is told.</summary>
internal sealed record NeedTakenBack(BuyerNeedId Need);

/// <summary>A business buys it no more, or elsewhere; those whose offers wait for an answer are told.</summary>
public sealed class CloseNeed(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, BuyerNeedId Need);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.BuyerOfAsync(command.Actor, ct) is not { } buyer || await db.HoldNeedAsync(command.Need, ct) is not { } need || need.BuyerId != buyer.Id)
            {
                return PromotionRefusals.NeedUnknown();
            }

            if (need.Close(clock.GetUtcNow()).Refusal is { } refusal)
            {
                return refusal;
            }

            outbox.Add(db, new NeedTakenBack(need.Id));
            db.Audit(clock, command.Actor, "promotion.need_closed", need.Subject(), before: new { State = NeedState.Open }, after: new { need.State });
            return Result.Success;
        }, ct);
}
