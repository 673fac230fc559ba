using System.Text.Json;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Platform;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Catalog.Listings;

/// <summary>A photo of a listing.</summary>
/// <param name="Key">All that a page needs to show it (<see cref="PictureKey"/>).</param>
/// <param name="Alt">What it shows, for those who do not see it; empty while nobody has said.</param>
public sealed record ListingPhoto(PictureId Picture, string Key, string Alt);

/// <summary>What a listing says and shows: the part of it that somebody looks at before the public does.</summary>
/// <param name="ClaimsVi">What it promises: taste, use, awards.</param>
/// <param name="StoryEn">Null while nobody has translated it; the page then says so.</param>
/// <param name="Label">What the law wants declared, by field.</param>
public sealed record ListingContent(
    ListingKind Kind, string? StoryVi, string? StoryEn, string? ClaimsVi, string? ClaimsEn, IReadOnlyDictionary<LabelField, string> Label, IReadOnlyList<ListingPhoto> Photos)
{
    public const int LongestStory = 4000, LongestClaims = 600, LongestLabel = 1000, LongestAlt = 200, MostPhotos = 8;

    public static ListingContent Empty(ListingKind kind) => new(kind, null, null, null, null, new Dictionary<LabelField, string>(), []);

    /// <summary>Whether both say the same; a record alone would compare its lists by identity.</summary>
    public bool SameAs(ListingContent other) => Json.Write(this) == Json.Write(other);

    /// <summary>Every free text of it, by name, for whoever watches words.</summary>
    public IEnumerable<(string Name, string Text)> Texts()
    {
        (string Name, string? Text)[] texts = [(nameof(ClaimsVi), ClaimsVi), (nameof(ClaimsEn), ClaimsEn), (nameof(StoryVi), StoryVi), (nameof(StoryEn), StoryEn)];
        return texts.Concat(Label.Where(l => l.Key is LabelField.Usage or LabelField.Ingredients or LabelField.Programme).OrderBy(l => l.Key).Select(l => ($"{nameof(LabelField)}.{l.Key}", (string?)l.Value)))
            .Concat(Photos.Select((p, i) => ($"{nameof(Photos)}.{i + 1}", (string?)p.Alt)))
            .Where(t => !string.IsNullOrEmpty(t.Item2)).Select(t => (t.Item1, t.Item2!));
    }

    internal static class Json
    {
        /// <summary>Fields always in one order, so that the same content is the same text.</summary>
        public static string Write(ListingContent content)
            => JsonSerializer.Serialize(content with { Label = new SortedDictionary<LabelField, string>(content.Label.ToDictionary()) }, PlatformJson.Options);

        public static ListingContent Read(string json) => JsonSerializer.Deserialize<ListingContent>(json, PlatformJson.Options)!;
    }
}
