using Npgsql;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Offers;

/// <summary>Reads rows of <c>catalog.dated_prices_on</c>, joined as d to variants as v.</summary>
internal static class DatedOffers
{
    public const string Columns = "d.id, v.price, d.price, d.per_piece, d.through, d.payer_kind, d.payer_name, d.left_pieces, d.fair_id, d.fair_slug, d.fair_name, d.fair_name_en";

    /// <summary>Null where the ordinary price holds.</summary>
    /// <param name="at">Where <see cref="Columns"/> begin.</param>
    public static DatedOffer? Read(NpgsqlDataReader row, int at)
    {
        if (row.IsDBNull(at))
        {
            return null;
        }

        var (listPrice, price, perPiece) = (row.GetInt64(at + 1), row.GetInt64(at + 2), row.GetInt64(at + 3));
        // What was raised meanwhile is no payer's business.
        return new(
            new DatedPriceId(row.GetGuid(at)), new Money(listPrice), new Money(Math.Min(perPiece, listPrice - price)), row.GetFieldValue<DateOnly>(at + 4),
            new PricePayer(Enum.Parse<PricePayerKind>(row.GetString(at + 5)), row.TextOrNull(at + 6)), row.NumberOrNull(at + 7), row.GetGuid(at + 8), row.GetString(at + 9), row.GetString(at + 10), row.TextOrNull(at + 11));
    }
}
