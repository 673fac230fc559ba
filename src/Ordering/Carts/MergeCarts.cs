using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Carts;

/// <summary>
/// Brings what a guest had put together into the account they signed in to. Of a packing in both carts the larger number counts: it is the same
/// wish twice more often than two wishes, and a sum would sell more than anybody asked for.
/// </summary>
public sealed class MergeCarts(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(CartOwner guest, CartOwner member, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (guest.TokenHash is null || member.Account is not { } account)
            {
                throw new ArgumentException("A guest's cart goes into a member's.");
            }

            if (await db.HoldCartAsync(guest, ct) is not { } from)
            {
                return Result.Success;
            }

            if (await db.HoldCartAsync(member, ct) is not { } into)
            {
                await db.CartsOf(guest).ExecuteUpdateAsync(
                    set => set.SetProperty(c => c.Account, (AccountId?)account).SetProperty(c => c.TokenHash, (string?)null).SetProperty(c => c.TouchedAt, clock.GetUtcNow()), ct);
                return Result.Success;
            }

            MergeTyped(from, into);
            var twice = MergeLines(from, into);
            into.TouchedAt = clock.GetUtcNow();
            await MoveAsync(db, from, into, twice, ct);
            return Result.Success;
        }, ct);

    /// <returns>Lines of the guest whose packing the member has too, with the member's line.</returns>
    private static Dictionary<Guid, Guid> MergeLines(Cart from, Cart into)
    {
        var twice = new Dictionary<Guid, Guid>();
        foreach (var line in from.Lines)
        {
            if (into.LineOf(line.VariantId) is { } same)
            {
                twice[line.Id] = same.Id;
                (same.Quantity, same.FairId) = (Math.Max(same.Quantity, line.Quantity), line.FairId ?? same.FairId);
                if (line.AddedAt >= same.AddedAt) // what was read last is what has been seen
                {
                    (same.SeenPrice, same.SeenCertificate) = (line.SeenPrice, line.SeenCertificate);
                }
            }
        }

        return twice;
    }

    /// <summary>What the member had typed stays; where there is nothing, the guest's words are kept.</summary>
    private static void MergeTyped(Cart from, Cart into)
    {
        into.Purpose = from.Lines.Count > 0 ? from.Purpose : into.Purpose;
        into.Occasion ??= from.Occasion;
        if (into.WantedFrom is null)
        {
            (into.WantedFrom, into.WantedThrough) = (from.WantedFrom, from.WantedThrough);
        }

        if (into.Recipients.Count == 0)
        {
            (into.HideAmounts, into.StoryCard) = (from.HideAmounts, from.StoryCard);
        }

        into.SenderName ??= from.SenderName;
        into.CommonMessage ??= from.CommonMessage;
        into.BuyerName ??= from.BuyerName;
        into.BuyerEmail ??= from.BuyerEmail;
        into.BuyerPhone ??= from.BuyerPhone;
        into.Invoice ??= from.Invoice;
        into.VoucherCode ??= from.VoucherCode;
        into.Note ??= from.Note;
        into.StepDone = into.Lines.Count == 0 ? from.StepDone : Math.Min(into.StepDone, from.StepDone);
    }

    /// <summary>What only the guest's cart has moves over with its ids, which recipients speak of; the rest goes with that cart.</summary>
    private static async Task MoveAsync(MarketDbContext db, Cart from, Cart into, Dictionary<Guid, Guid> twice, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var (doubled, chosen) = (twice.Keys.ToArray(), into.Choices.Select(c => c.ProducerId).ToArray());
        await db.Set<CartLine>().Where(l => l.CartId == from.Id && !doubled.Contains(l.Id)).ExecuteUpdateAsync(set => set.SetProperty(l => l.CartId, into.Id), ct);
        await db.Set<CartChoice>().Where(c => c.CartId == from.Id && !chosen.Contains(c.ProducerId)).ExecuteUpdateAsync(set => set.SetProperty(c => c.CartId, into.Id), ct);
        if (into.Recipients.Count == 0)
        {
            foreach (var recipient in from.Recipients.Where(r => r.Quantities.Keys.Any(twice.ContainsKey)))
            {
                recipient.Quantities = recipient.Quantities.ToDictionary(q => twice.GetValueOrDefault(q.Key, q.Key), q => q.Value);
            }

            await db.SaveChangesAsync(ct);
            await db.Recipients.Where(r => r.CartId == from.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.CartId, into.Id), ct);
        }

        await db.Carts.Where(c => c.Id == from.Id).ExecuteDeleteAsync(ct);
        db.ChangeTracker.Clear(); // what it knows of the lines is not true any more
    }
}
