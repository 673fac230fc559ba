using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Listings;

/// <summary>A part of what a listing says and shows, as one screen of the editor sends it.</summary>
public abstract record ContentPart
{
    private ContentPart() { }

    /// <summary>In the order they are shown, the first on cards.</summary>
    public sealed record Photos(IReadOnlyList<(PictureId Picture, string Alt)> Items) : ContentPart;

    public sealed record Words(
        ListingKind Kind, string? StoryVi, string? StoryEn, string? ClaimsVi, string? ClaimsEn, IReadOnlyDictionary<LabelField, string> Label) : ContentPart;
}

/// <summary>Keeps what a producer wrote or photographed in the open revision of the listing; the public sees it after approval.</summary>
public sealed class EditListing(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ListingId Listing, ContentPart Part);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForChangeAsync(command.Actor, command.Listing, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (listing, set) = (found.Value, await db.SetOfAsync(found.Value, ct));
            var last = await db.Revisions.Where(r => r.ListingId == listing.Id).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
            var content = last is { State: not RevisionState.Approved } ? last.Content : listing.Content; // what was sent back is worked on, not lost
            var changed = command.Part switch
            {
                ContentPart.Photos photos => await TakeAsync(db, command.Actor, photos, content, listing.Photos, ct),
                ContentPart.Words words => Take(words, content, set),
                _ => throw new ArgumentOutOfRangeException(nameof(command)),
            };
            if (changed.Refusal is { } wrong)
            {
                return wrong;
            }

            if (last is { State: RevisionState.Draft or RevisionState.InReview })
            {
                return last.Edit(changed.Value, clock.GetUtcNow());
            }

            if (!changed.Value.SameAs(content))
            {
                db.Revisions.Add(new ListingRevision(listing.Id, (last?.Number ?? 0) + 1, changed.Value, command.Actor, clock.GetUtcNow()));
                db.Audit(clock, command.Actor, "catalog.revision_begun", listing.Subject());
            }

            return Result.Success;
        }, ct);

    private static async Task<Result<ListingContent>> TakeAsync(
        MarketDbContext db, Actor actor, ContentPart.Photos part, ListingContent content, IReadOnlyList<ListingPhoto> live, CancellationToken ct)
    {
        var alts = part.Items.DistinctBy(p => p.Picture).ToDictionary(p => p.Picture, p => VietnameseText.Clean(p.Alt));
        if (alts.Count > ListingContent.MostPhotos)
        {
            return CatalogRefusals.TooManyPhotos(ListingContent.MostPhotos);
        }

        if (alts.Values.FirstOrDefault(a => a.Length > ListingContent.LongestAlt) is { } wordy)
        {
            return CatalogRefusals.TextTooLong(ListingContent.LongestAlt, wordy.Length);
        }

        var attached = await db.AttachPicturesAsync(actor, [.. alts.Keys], [.. content.Photos.Concat(live).Select(p => p.Picture)], isPrivate: false, ct);
        return attached.Refusal is { } refusal ? refusal : content with { Photos = [.. attached.Value.Select(p => new ListingPhoto(p.Id, p.Key.ToString(), alts[p.Id]))] };
    }

    private static Result<ListingContent> Take(ContentPart.Words part, ListingContent content, int set)
    {
        if (!LabelRules.KindsOf(set).Contains(part.Kind))
        {
            return CatalogRefusals.KindNotAllowed(part.Kind);
        }

        var fields = LabelRules.Of(set).Select(r => r.Field).ToHashSet();
        var label = new SortedDictionary<LabelField, string>();
        foreach (var (field, text) in part.Label.Where(l => fields.Contains(l.Key)))
        {
            if (Prose.Clean(text) is { } clean)
            {
                label[field] = clean;
            }
        }

        var changed = content with
        {
            Kind = part.Kind,
            StoryVi = Prose.Clean(part.StoryVi),
            StoryEn = Prose.Clean(part.StoryEn),
            ClaimsVi = Prose.Clean(part.ClaimsVi),
            ClaimsEn = Prose.Clean(part.ClaimsEn),
            Label = label,
        };
        return WhyNot(changed) is { } refusal ? refusal : changed;
    }

    private static Refusal? WhyNot(ListingContent content)
    {
        (string? Text, int Longest)[] texts =
        [
            (content.StoryVi, ListingContent.LongestStory), (content.StoryEn, ListingContent.LongestStory), (content.ClaimsVi, ListingContent.LongestClaims),
            (content.ClaimsEn, ListingContent.LongestClaims), .. content.Label.Values.Select(v => (v, ListingContent.LongestLabel)),
        ];
        return texts.Where(t => t.Text?.Length > t.Longest).Select(t => CatalogRefusals.TextTooLong(t.Longest, t.Text!.Length)).FirstOrDefault()
            ?? (content.Label.GetValueOrDefault(LabelField.Alcohol) is { } alcohol && !IsAlcohol(alcohol) ? CatalogRefusals.AlcoholUnreadable(alcohol) : null);
    }

    /// <summary>Per cent by volume: "29,5", "29.5 %".</summary>
    private static bool IsAlcohol(string text)
        => decimal.TryParse(text.TrimEnd('%', ' ').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 96;
}
