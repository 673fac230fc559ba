using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Gifts;

/// <summary>Offers a kind of wrapping at a price, changes it or takes it off; purchases keep what they were made with.</summary>
public sealed class SaveWrap(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const long DearestDong = 10_000_000;

    public const int LeastGrams = 100, MostGrams = 100_000;

    /// <param name="Price">For a parcel; zero is free.</param>
    /// <param name="NameVi">What it is called and looks like, its size; null leaves the kind to speak for itself.</param>
    /// <param name="Grams">Parcels of goods up to this weight fit; null is any.</param>
    public sealed record Command(Actor Actor, ProducerId Producer, WrapKind Kind, Money Price, string? NameVi, string? NameEn, int? Grams, PictureId? Picture, bool Offered);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (!command.Actor.MayKeepServices(command.Producer))
            {
                return OrderingRefusals.NotYourServices();
            }

            if (command.Price.Dong is < 0 or > DearestDong)
            {
                return GiftRefusals.WrapPriceWrong(DearestDong);
            }

            if (command.Grams is < LeastGrams or > MostGrams)
            {
                return GiftRefusals.WrapGramsWrong(LeastGrams, MostGrams);
            }

            var (vi, en) = (VietnameseText.Clean(command.NameVi), VietnameseText.Clean(command.NameEn));
            if (vi.Length > GiftWrap.LongestNote || en.Length > GiftWrap.LongestNote)
            {
                return GiftRefusals.WrapNameTooLong(GiftWrap.LongestNote);
            }

            await db.LockAsync($"ordering.wraps:{command.Producer}", ct);
            var wrap = await db.GiftWraps.SingleOrDefaultAsync(w => w.ProducerId == command.Producer && w.Kind == command.Kind, ct);
            var attached = await db.AttachPicturesAsync(command.Actor, command.Picture is { } picture ? [picture] : [], wrap?.PictureId is { } old ? [old] : [], isPrivate: false, ct);
            if (attached.Refusal is { } refusal)
            {
                return refusal;
            }

            var before = wrap is null ? null : new { wrap.Price, wrap.NoteVi, wrap.NoteEn, wrap.MostGrams, wrap.Picture, wrap.Offered };
            if (wrap is null)
            {
                wrap = new GiftWrap { ProducerId = command.Producer, Kind = command.Kind, Price = command.Price };
                db.GiftWraps.Add(wrap);
            }

            var shown = attached.Value.Count > 0 ? attached.Value[0] : null;
            (wrap.Price, wrap.NoteVi, wrap.NoteEn, wrap.MostGrams, wrap.Offered) = (command.Price, vi.Length > 0 ? vi : null, en.Length > 0 ? en : null, command.Grams, command.Offered);
            (wrap.PictureId, wrap.Picture) = (shown?.Id, shown?.Key.ToString());
            db.Audit(clock, command.Actor, "ordering.wrap_saved", $"producer:{command.Producer}", $"{command.Kind}", before: before, after: new { wrap.Price, wrap.NoteVi, wrap.NoteEn, wrap.MostGrams, wrap.Picture, wrap.Offered });
            return Result.Success;
        }, ct);
    }
}

/// <summary>A wrapping as its producer keeps it.</summary>
public sealed record DeskWrap(WrapKind Kind, Money Price, string? NameVi, string? NameEn, int? Grams, PictureId? PictureId, string? Picture, bool Offered);

/// <summary>Reads a producer's wrappings for its staff.</summary>
public sealed class WrapQueries(IDbContextFactory<MarketDbContext> contexts)
{
    /// <summary>Null for those who may not keep them.</summary>
    public async Task<IReadOnlyList<DeskWrap>?> OfAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayKeepServices(producer))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.GiftWraps.AsNoTracking().Where(w => w.ProducerId == producer).OrderBy(w => w.Kind)
            .Select(w => new DeskWrap(w.Kind, w.Price, w.NoteVi, w.NoteEn, w.MostGrams, w.PictureId, w.Picture, w.Offered)).ToListAsync(ct);
    }
}

internal sealed class WrapPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => (PictureId?)p.Id).ToList();
        return await db.GiftWraps.Where(w => w.PictureId != null && ids.Contains(w.PictureId)).Select(w => w.PictureId!.Value).ToListAsync(ct);
    }
}
