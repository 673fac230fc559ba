using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OcopMarket.Platform.Pictures;

/// <summary>One upload of one picture by one account; two uploads of the same photo are two pictures with one content.</summary>
public readonly record struct PictureId(Guid Value) : ITypedId<PictureId>
{
    public static PictureId New() => new(Guid.CreateVersion7());

    public static PictureId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>
/// All that a page needs to show a picture without asking for more. Modules keep it as one string (<see cref="ToString"/>) beside what it
/// shows, such as <c>Listing.Picture</c>, and the <see cref="PictureId"/> where they answer for its use.
/// </summary>
/// <param name="Sha">Of the photo as it came, SHA-256 in small hex digits: the name of its files.</param>
/// <param name="Width">Of the largest size kept, in pixels, upright.</param>
/// <param name="Colour">Stands in its place while it loads, six hex digits.</param>
public sealed partial record PictureKey(string Sha, int Width, int Height, string Colour)
{
    /// <summary>The longest a key can be as a string.</summary>
    public const int Longest = 90;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sha}-{Width}x{Height}-{Colour}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out PictureKey? key)
    {
        var match = text is null ? Match.Empty : Pattern().Match(text);
        key = match.Success
            ? new(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture), match.Groups[4].Value)
            : null;
        return match.Success;
    }

    [GeneratedRegex(@"^([0-9a-f]{64})-([1-9][0-9]{0,4})x([1-9][0-9]{0,4})-([0-9a-f]{6})\z")]
    private static partial Regex Pattern();
}

/// <summary>A picture as its uploader and the desks see it.</summary>
/// <param name="Private">A paper: shown only to those whom the module that uses it lets see it, never under a public address.</param>
public sealed record PictureView(PictureId Id, PictureKey Key, bool Private);
