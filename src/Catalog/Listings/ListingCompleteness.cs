using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;

namespace OcopMarket.Catalog.Listings;

/// <summary>What a listing may lack.</summary>
public enum CompletenessItem
{
    Photos,
    AltTexts,
    Packings,
    Stock,
    MakingDays,
    Weights,
    Label,
    Story,
    English,
}

/// <summary>Something that a listing lacks or has.</summary>
/// <param name="Field">Of label data.</param>
/// <param name="Legal">Without it the listing cannot be sent for review.</param>
/// <param name="Law">Where that is written.</param>
public sealed record CompletenessLine(CompletenessItem Item, LabelField? Field, bool Done, bool Legal, string? Law);

/// <summary>How far a listing has come: everything that the law wants, and what helps it to sell.</summary>
public sealed record ListingCompleteness(IReadOnlyList<CompletenessLine> Lines)
{
    public int Percent => Lines.Count == 0 ? 100 : Lines.Count(l => l.Done) * 100 / Lines.Count;

    public IEnumerable<CompletenessLine> Missing => Lines.Where(l => !l.Done).OrderByDescending(l => l.Legal);

    public bool CanBeSubmitted => !Lines.Any(l => l is { Legal: true, Done: false });

    public static ListingCompleteness Of(DeskListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var (content, ordered) = (listing.Working, listing.Working.Kind.CanBeOrdered());
        List<CompletenessLine> lines =
        [
            new(CompletenessItem.Photos, null, content.Photos.Count > 0, false, null),
            new(CompletenessItem.AltTexts, null, content.Photos.All(p => p.Alt.Length > 0), false, null),
            new(CompletenessItem.Story, null, content.StoryVi is not null, false, null),
            new(CompletenessItem.English, null, content.StoryEn is not null || content.StoryVi is null, false, null),
        ];
        if (content.Kind is not ListingKind.Information)
        {
            lines.Add(new(CompletenessItem.Packings, null, listing.Variants.Count > 0, true, null));
        }

        if (ordered)
        {
            lines.Add(new(CompletenessItem.Stock, null, listing.Variants.Any(v => v.Stock > 0), false, null));
            lines.Add(new(CompletenessItem.MakingDays, null, listing.MakingDays is not null, false, null));
            lines.AddRange(LabelRules.Of(listing.Set).Where(r => r.Required)
                .Select(r => new CompletenessLine(CompletenessItem.Label, r.Field, !string.IsNullOrWhiteSpace(content.Label.GetValueOrDefault(r.Field)), true, r.Law)));
        }

        if (content.Kind is ListingKind.Parcel)
        {
            lines.Add(new(CompletenessItem.Weights, null, listing.Variants.Count > 0 && listing.Variants.All(v => v.WeightGrams is not null), false, null));
        }

        return new(lines);
    }
}
