using OcopMarket.Ordering.Purchases;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Notices;

/// <summary>Where and when a parcel is collected, as letters say it.</summary>
internal static class CollectLine
{
    /// <summary>Null for what is sent.</summary>
    public static string? Of(string language, Parcel parcel, BoothPlace? place)
    {
        if (place is null || parcel is not { ExpectedFrom: { } from, ExpectedThrough: { } through })
        {
            return null;
        }

        var name = language == "en" ? place.NameEn ?? place.NameVi : place.NameVi;
        return OrderLetters.Say(language, "CollectLine", place.Booths.Count == 0 ? name : $"{name} ({string.Join(", ", place.Booths)})", from, through, place.Venue ?? place.Address ?? "\u2013");
    }
}
