using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Platform;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Basket;

/// <summary>Sentences of the basket, and what its buttons say back.</summary>
internal static class BasketWords
{
    private const string Accept = "nhan:";

    public static IEnumerable<string> News(IStringLocalizer<BasketText> text, CartLineView line)
    {
        if (line.Offer is not { } offer)
        {
            yield return WhyNot(text, line.Why, line.EndedOn);
            yield break;
        }

        if (line.News.HasFlag(CartNews.SoldOut))
        {
            yield return text["NewsSoldOut"];
        }

        if (line.News.HasFlag(CartNews.Fewer))
        {
            yield return text[offer.Purchasable < offer.Stock ? "NewsFewerAtPrice" : "NewsFewer", Show.Number(offer.Purchasable), Show.Number(line.Quantity)];
        }

        if (line.News.HasFlag(CartNews.Price))
        {
            yield return text[offer.Price > line.SeenPrice ? "NewsDearer" : "NewsCheaper", Show.Dong(line.SeenPrice), Show.Dong(offer.Price)];
        }

        if (line.News.HasFlag(CartNews.Certificate))
        {
            yield return text["NewsCertificate", offer.CertificateNumber, offer.Stars, Show.Day(offer.ValidThrough)];
        }
    }

    /// <param name="endedOn">The last day of the last certificate, where that is why.</param>
    public static string WhyNot(IStringLocalizer<BasketText> text, NotOfferedReason? why, DateOnly? endedOn) => why switch
    {
        NotOfferedReason.NotInForce when endedOn is { } ended => text["WhyEnded", Show.Day(ended.AddDays(1))],
        NotOfferedReason.NotInForce => text["WhyNotInForce"],
        NotOfferedReason.Paused => text["WhyPaused"],
        NotOfferedReason.TakenDown => text["WhyTakenDown"],
        NotOfferedReason.NotOrdered => text["WhyNotOrdered"],
        NotOfferedReason.Unknown or null => text["WhyGone"],
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    /// <summary>What a button says that agrees to a change: which line, at which price as shown.</summary>
    public static string Accepting(CartLineView line) => Accept + Shown(line);

    public static string Shown(CartLineView line) => string.Create(CultureInfo.InvariantCulture, $"{line.Variant}:{line.Offer?.Price.Dong ?? 0}");

    /// <summary>What the form of the basket asks for: whatever was typed into it, and then what its button says.</summary>
    public static IReadOnlyList<CartChange> Read(IFormCollection form)
    {
        var (changes, about) = (new List<CartChange>(), About(form));
        foreach (var (name, value) in form)
        {
            if (name.StartsWith("sl-", StringComparison.Ordinal) && Variant(name[3..]) is { } variant && variant != about && value != form["cu-" + name[3..]])
            {
                changes.Add(new CartChange.Quantity(variant, Number(value))); // only what was changed here: another window may have changed the rest
            }
            else if (name.StartsWith("cach-", StringComparison.Ordinal) && Guid.TryParse(name[5..], out var producer) && value != form["cu-" + name])
            {
                changes.Add(new CartChange.Delivery(new ProducerId(producer), value.ToString()));
            }
        }

        changes.AddRange(Button(form));
        return changes;
    }

    /// <summary>The line a button was about.</summary>
    public static VariantId? About(IFormCollection form) => form["lam"].ToString().Split(':') is [_, var line, ..] ? Variant(line) : null;

    public static int Pieces(IFormCollection form, VariantId variant) => Number(form["cu-" + variant]);

    private static IEnumerable<CartChange> Button(IFormCollection form) => form["lam"].ToString().Split(':') switch
    {
        ["bo", var line] when Variant(line) is { } variant => [new CartChange.Remove(variant)],
        ["bot", var line] when Variant(line) is { } variant => [new CartChange.Quantity(variant, Number(form["sl-" + line]) - 1)],
        ["them", var line] when Variant(line) is { } variant => [new CartChange.Quantity(variant, Number(form["sl-" + line]) + 1)],
        ["nhan", var line, var price] when Accepted(line, price) is { } accept => [accept],
        ["nhan-het"] => form["thay"].Select(shown => shown?.Split(':') is [var line, var price] ? Accepted(line, price) : null).OfType<CartChange>(),
        ["nha"] => [new CartChange.Purpose(CartPurpose.Own)],
        ["qua"] => [new CartChange.Purpose(CartPurpose.Gift)],
        _ => [],
    };

    private static CartChange.Accept? Accepted(string line, string price)
        => Variant(line) is { } variant ? new(variant, long.TryParse(price, NumberStyles.None, CultureInfo.InvariantCulture, out var dong) ? new Money(dong) : null) : null;

    private static VariantId? Variant(string text) => Guid.TryParse(text, out var id) ? new VariantId(id) : null;

    private static int Number(string? text)
        => int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
