using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Reviews;

internal sealed class ReviewBook(DatedSettings settings, EventOutbox outbox, TimeProvider clock) : IReviewBook
{
    public async Task<OwnReview?> FindAsync(MarketDbContext db, Guid line, ReviewerRole role, CancellationToken ct)
        => await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Line == line && r.Role == role, ct) is not { } r ? null
            : new(r.Score, r.Text, r.Name, [.. r.Photos.Select(p => p.Picture)], r.At, r.ChangeUntil, r.State);

    public async Task<Result> WriteAsync(MarketDbContext db, Actor actor, ReceivedLine line, ReviewWords words, CancellationToken ct)
    {
        var (text, name, now) = (ContactText.Message(words.Text), VietnameseText.Clean(words.Name), clock.GetUtcNow());
        if ((words.Score is < Review.LeastScore or > Review.MostScore ? CatalogRefusals.ScoreMissing()
            : text.Length > Review.LongestText ? CatalogRefusals.TextTooLong(Review.LongestText, text.Length)
            : name.Length > Review.LongestName ? CatalogRefusals.NameTooLong(Review.LongestName)
            : words.Photos.Distinct().Count() > Review.MostPhotos ? CatalogRefusals.ReviewPhotosTooMany(Review.MostPhotos)
            : actor.Memberships.Any(m => m.Producer == line.Producer) ? CatalogRefusals.OwnGoods()
            : null) is { } wrong)
        {
            return wrong;
        }

        await db.LockContributionsAsync(line.Product, ct);
        var earlier = await db.Reviews.SingleOrDefaultAsync(r => r.Line == line.Line && r.Role == line.Role, ct);
        if (earlier?.MayChange(now).Refusal is { } refusal)
        {
            return refusal;
        }

        var attached = await db.AttachPicturesAsync(actor, words.Photos, [.. (earlier?.Photos ?? []).Select(p => p.Picture)], isPrivate: false, ct);
        if (attached.Refusal is { } unknown)
        {
            return unknown;
        }

        var review = earlier ?? new Review
        {
            ProductId = line.Product, ProducerId = line.Producer, Line = line.Line, Role = line.Role, Packing = line.Packing, ReceivedOn = line.ReceivedOn, At = now,
            ChangeUntil = now.AddDays(await settings.OfAsync(CatalogSettings.ReviewChangeDays, ct)),
        };
        review.Account ??= actor.Account;
        review.Say(words.Score, text.Length == 0 ? null : text, name.Length == 0 ? null : name, [.. attached.Value.Select(p => new ReviewPhoto(p.Id, p.Key.ToString()))]);
        if (earlier is null)
        {
            db.Reviews.Add(review);
            outbox.Add(db, new ReviewWritten(review.Id));
        }
        else
        {
            review.Corrected(now);
        }

        db.Audit(clock, actor, earlier is null ? "catalog.review_written" : "catalog.review_corrected", $"review:{review.Id}", after: new { review.Score });
        await db.CountContributionsAsync(line.Product, ct);
        return Result.Success;
    }

    public async Task<Result> TakeBackAsync(MarketDbContext db, Actor actor, ReceivedLine line, CancellationToken ct)
    {
        await db.LockContributionsAsync(line.Product, ct);
        if (await db.Reviews.SingleOrDefaultAsync(r => r.Line == line.Line && r.Role == line.Role, ct) is not { } review)
        {
            return CatalogRefusals.ContributionUnknown();
        }

        if (review.MayChange(clock.GetUtcNow()).Refusal is { } refusal)
        {
            return refusal;
        }

        review.TakeBack(clock.GetUtcNow());
        db.Audit(clock, actor, "catalog.review_taken_back", $"review:{review.Id}");
        await db.CountContributionsAsync(line.Product, ct);
        return Result.Success;
    }
}

/// <summary>Photos beside reviews stay, also of those that an office took down and may show again.</summary>
internal sealed class ReviewPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id.ToString()).ToArray();
        return [.. (await db.Database.SqlQuery<Guid>(
            $"""select (p -> 'picture' ->> 'value')::uuid as "Value" from catalog.reviews r cross join jsonb_array_elements(r.photos) p where p -> 'picture' ->> 'value' = any ({ids})""").ToListAsync(ct)).Select(PictureId.From)];
    }
}
