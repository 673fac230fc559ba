using System.Globalization;
using OcopMarket.Platform;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Web.Ui;

/// <summary>A photo in a form, with the words for those who do not see it.</summary>
public sealed record PictureItem(PictureView Picture, string Alt);

/// <summary>A file that did not become a photo.</summary>
public sealed record PictureRefused(string File, Refusal Why);

/// <summary>The photos a form carried, in the order wished.</summary>
public sealed record PostedPictures(IReadOnlyList<PictureItem> Items, IReadOnlyList<PictureRefused> Refused);

/// <summary>Reads what <see cref="PictureField"/> sends.</summary>
public sealed class PictureForms(AddPicture add, PictureQueries pictures)
{
    public const int LongestAlt = 200;

    private const int MostFiles = 20;

    /// <param name="name">Of the field.</param>
    /// <param name="already">What is on the thing now, by whomever it was sent; anything else must be the actor's own.</param>
    public async Task<PostedPictures> ReadAsync(IFormCollection form, Actor actor, string name, bool isPrivate, IReadOnlyCollection<PictureId> already, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(already);
        var removed = form[name + ".remove"];
        var ids = form[name + ".id"].Where(id => !removed.Contains(id)).Select(id => Guid.TryParse(id, out var value) ? new PictureId(value) : default).Where(id => id != default).Distinct().ToList();
        var known = await pictures.FindAsync(ids, null, ct);
        var own = actor.Account is { } account ? await pictures.FindAsync(ids, account, ct) : new Dictionary<PictureId, PictureView>();
        var (items, refused) = (new List<(int Place, PictureItem Item)>(), new List<PictureRefused>());
        foreach (var id in ids)
        {
            if (known.TryGetValue(id, out var picture) && picture.Private == isPrivate && (own.ContainsKey(id) || already.Contains(id)))
            {
                items.Add((Place(form[$"{name}.place.{id}"]), new(picture, Alt(form[$"{name}.alt.{id}"]))));
            }
            else
            {
                refused.Add(new("", PictureDesk.Unknown));
            }
        }

        foreach (var file in form.Files.GetFiles(name + ".new").Where(f => f.FileName.Length > 0).Take(MostFiles))
        {
            await using var content = file.OpenReadStream();
            var made = await add.RunAsync(new(actor, file.FileName, file.Length, isPrivate), content, ct);
            if (made.Refusal is { } refusal)
            {
                refused.Add(new(file.FileName, refusal));
            }
            else
            {
                items.Add((int.MaxValue, new(made.Value, "")));
            }
        }

        return new([.. items.OrderBy(i => i.Place).Select(i => i.Item)], refused);
    }

    /// <summary>Address of the small picture, for the desks.</summary>
    public static string Thumbnail(PictureView picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.Private ? Urls.Paper(picture.Id, 320, PictureSizes.WebP) : Urls.Picture(picture.Key.Sha, 320, PictureSizes.WebP);
    }

    private static int Place(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue - 1;

    private static string Alt(string? text) => text?.Trim() is { } alt ? alt[..Math.Min(alt.Length, LongestAlt)] : "";
}
