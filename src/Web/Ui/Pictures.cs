using System.Collections.Frozen;
using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Ui;

/// <summary>Photos' addresses, and what stands in their place: the drawing of a product set and the tint of a province.</summary>
public static class Pictures
{
    private const int Tints = 8;

    private static readonly string[] Sets = [.. ProductSets.All.Select(s => string.Create(CultureInfo.InvariantCulture, $"img/sets/{s.Number:00}.svg"))];

    private static readonly FrozenDictionary<string, string> FrameOf = AreaDirectory.Instance.Provinces
        .Select((p, i) => KeyValuePair.Create(p.Code, string.Create(CultureInfo.InvariantCulture, $"frame tint-{i % Tints}"))).ToFrozenDictionary();

    /// <summary>Name of the drawing's file, for <c>Assets</c>.</summary>
    public static string OfSet(int set) => Sets[ProductSets.Get(set).Number - 1];

    /// <summary>Path of the one picture that stands for a product elsewhere (previews, feeds, API): its photo as JPEG, else its set's drawing.</summary>
    /// <param name="picture">As the listing keeps it, see <see cref="PictureKey"/>.</param>
    public static string OfProduct(string? picture, int set) => PictureKey.TryParse(picture, out var key) ? Jpeg(key) : "/" + OfSet(set);

    public static string Jpeg(PictureKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Urls.Picture(key.Sha, PictureSizes.JpegOf(key.Width), PictureSizes.Jpeg);
    }

    /// <summary>Every width of a photo in one form, with its real width, for <c>srcset</c>.</summary>
    public static string SourceSet(PictureKey key, string form)
    {
        ArgumentNullException.ThrowIfNull(key);
        return string.Join(", ", PictureSizes.Of(key.Width).Select(step => string.Create(CultureInfo.InvariantCulture, $"{Urls.Picture(key.Sha, step, form)} {PictureSizes.Real(step, key.Width)}w")));
    }

    /// <summary>Class of the colour that stands where a photo will be: one of the 64 in <c>site.css</c>, since pages may have no style of their own.</summary>
    public static string Ground(PictureKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var colour = Convert.FromHexString(key.Colour);
        return string.Create(CultureInfo.InvariantCulture, $"g{colour[0] / 64}{colour[1] / 64}{colour[2] / 64}");
    }

    /// <summary>Classes of a picture frame, tinted by province.</summary>
    public static string Frame(string provinceCode) => FrameOf.GetValueOrDefault(provinceCode, "frame tint-0");

    public static string Tint(string provinceCode) => Frame(provinceCode)["frame ".Length..];
}
