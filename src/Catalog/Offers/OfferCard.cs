using Npgsql;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Offers;

/// <summary>What a list shows of something that can be sold today.</summary>
/// <param name="Price">Of the cheapest certified packing, those in stock first.</param>
/// <param name="Kind">How it can be had; never <see cref="ListingKind.Information"/>, which is no offer.</param>
/// <param name="ValidThrough">Last day the certificate is in force, in Vietnam.</param>
public sealed record OfferCard(
    ListingId Id, int No, string Slug, string Name, int Stars, string CertificateNumber, DateOnly IssuedOn, DateOnly ValidThrough, int Set,
    string ProducerName, string ProducerSlug, string CommuneCode, string ProvinceCode,
    Money Price, string Packing, Measure Measure, bool InStock, bool Gift, string? Picture, ListingKind Kind)
{
    /// <summary>The ordinary price; more than <see cref="Price"/> exactly while a lower one holds.</summary>
    public required Money ListPrice { get; init; }

    /// <summary>Last day of the lower price, in Vietnam; null while the ordinary one holds.</summary>
    public DateOnly? PriceThrough { get; init; }

    /// <summary>Price of a kilogram or litre; null for goods sold by the piece.</summary>
    public Money? UnitPrice => Measure.PerKiloOrLitre(Price);
}

/// <summary>Reads rows of <c>catalog.offers</c>.</summary>
internal static class OfferCards
{
    /// <summary>The columns <see cref="Read"/> expects, in its order.</summary>
    public const string Columns =
        "listing_id, no, slug, product_name, stars, certificate_number, issued_on, valid_through, \"set\", producer_name, producer_slug, commune_code, province_code, price, packing, amount, unit, in_stock, gift, picture, kind, list_price, price_through";

    /// <summary>Numbers begin at 1.</summary>
    private const int NoListing = 0;

    /// <summary>PostgreSQL plans a list shorter than about ten anew each time, which costs far more than reading it; longer ones are planned once.</summary>
    private const int Planned = 24;

    public static OfferCard Read(NpgsqlDataReader row) => new(
        new ListingId(row.GetGuid(0)), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5),
        row.GetFieldValue<DateOnly>(6), row.GetFieldValue<DateOnly>(7), row.GetInt32(8), row.GetString(9), row.GetString(10), row.GetString(11), row.GetString(12),
        new Money(row.GetInt64(13)), row.GetString(14), new Measure(row.GetInt32(15), Enum.Parse<MeasureUnit>(row.GetString(16))),
        row.GetBoolean(17), row.GetBoolean(18), row.TextOrNull(19), Enum.Parse<ListingKind>(row.GetString(20)))
    { ListPrice = new Money(row.GetInt64(21)), PriceThrough = row.DayOrNull(22) };

    /// <summary>The cards of these listings that can be sold on the day, in the order given; what cannot is left out.</summary>
    public static async Task<IReadOnlyList<OfferCard>> ReadCardsAsync(this NpgsqlDataSource database, DateOnly today, IReadOnlyList<int> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
        {
            return [];
        }

        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command(today, numbers));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await reader.ReadCardsAsync(numbers, ct);
    }

    /// <summary>The statement for a batch; <see cref="ReadCardsAsync(NpgsqlDataReader, IReadOnlyList{int}, CancellationToken)"/> reads its answer.</summary>
    public static NpgsqlBatchCommand Command(DateOnly today, IReadOnlyList<int> numbers)
    {
        var command = new NpgsqlBatchCommand($"select {Columns} from catalog.offers($1) where no = any($2)");
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = PlannedOnce(numbers) });
        return command;
    }

    /// <summary>The numbers, with numbers of nothing where they are few.</summary>
    public static int[] PlannedOnce(IReadOnlyCollection<int> numbers) => [.. numbers, .. Enumerable.Repeat(NoListing, Math.Max(0, Planned - numbers.Count))];

    public static async Task<IReadOnlyList<OfferCard>> ReadCardsAsync(this NpgsqlDataReader reader, IReadOnlyList<int> numbers, CancellationToken ct)
    {
        var cards = new Dictionary<int, OfferCard>(numbers.Count);
        while (await reader.ReadAsync(ct))
        {
            var card = Read(reader);
            cards[card.No] = card;
        }

        return [.. numbers.Where(cards.ContainsKey).Select(no => cards[no])];
    }
}
