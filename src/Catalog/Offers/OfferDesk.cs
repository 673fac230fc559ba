using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Offers;

internal sealed class OfferDesk(NpgsqlDataSource database, IDbContextFactory<MarketDbContext> contexts, IForceHold force, TimeProvider clock) : IOfferDesk
{
    private const string Find = "select * from catalog.shelf_packings($1, $2)";

    public async Task<IReadOnlyDictionary<VariantId, ShelfPacking>> FindAsync(IReadOnlyCollection<VariantId> variants, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Find);
        return await ReadAsync(command, variants, ct);
    }

    public async Task<IReadOnlyDictionary<VariantId, ShelfPacking>> HoldAsync(MarketDbContext db, IReadOnlyCollection<VariantId> variants, CancellationToken ct)
    {
        var packings = db.Variants;
        var listings = await db.Listings.Where(l => packings.Any(v => v.ListingId == l.Id && variants.Contains(v.Id))).Select(l => new { l.Id, l.ProductId }).ToListAsync(ct);
        await force.HoldAsync(db, [.. listings.Select(l => l.ProductId)], ct);
        var ids = listings.Select(l => l.Id.Value).ToArray();
        await db.Database.ExecuteSqlAsync($"select 1 from catalog.listings where id = any({ids}) order by id for share", ct);
        await StockBook.LockAsync(db, variants, ct);
        await using var command = new NpgsqlCommand(Find, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        return await ReadAsync(command, variants, ct);
    }

    public async Task<ILookup<ProducerId, (DateOnly From, DateOnly Through)>> ClosedDaysAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Closures.Where(c => producers.Contains(c.ProducerId) && c.Through >= today).OrderBy(c => c.From).ToListAsync(ct)).ToLookup(c => c.ProducerId, c => (c.From, c.Through));
    }

    private async Task<IReadOnlyDictionary<VariantId, ShelfPacking>> ReadAsync(NpgsqlCommand command, IReadOnlyCollection<VariantId> variants, CancellationToken ct)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. variants.Select(v => v.Value)] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today() });
        var found = new Dictionary<VariantId, ShelfPacking>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var packing = Read(row);
            found[packing.Variant] = packing;
        }

        return found;
    }

    private static ShelfPacking Read(NpgsqlDataReader row)
    {
        var (variant, slug, name, set, producer, producerName, packing) = (
            new VariantId(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetInt32(3), new ProducerId(row.GetGuid(4)), row.GetString(5), row.GetString(6));
        var kind = Enum.Parse<ListingKind>(row.GetString(9));
        var why = WhyNot(Enum.Parse<ListingState>(row.GetString(7)), row.TextOrNull(8), kind, onOffer: !row.IsDBNull(11));
        var offer = why is not null ? null : new OfferedPacking(
            variant, new ListingId(row.GetGuid(12)), slug, new ProductId(row.GetGuid(13)), name, set, kind, row.TextOrNull(14), row.GetBoolean(15),
            producer, producerName, row.GetString(16), row.GetString(17), row.GetString(18), packing, new Money(row.GetInt64(19)),
            new Measure(row.GetInt32(20), Enum.Parse<MeasureUnit>(row.GetString(21))), row.GetInt32(22), row.NumberOrNull(23), SizeOf(row), row.GetBoolean(27), row.GetBoolean(28),
            row.IsDBNull(29) ? null : row.GetFieldValue<string[]>(29), row.NumberOrNull(30), row.NumberOrNull(31), new CertificateId(row.GetGuid(11)), row.GetString(32), row.GetInt32(33), row.GetFieldValue<DateOnly>(34))
        { Dated = DatedOffers.Read(row, 35) };
        return new(variant, slug, name, set, producer, producerName, packing, row.GetBoolean(27), row.GetBoolean(28), offer, why, why is NotOfferedReason.NotInForce ? row.DayOrNull(10) : null);
    }

    private static NotOfferedReason? WhyNot(ListingState state, string? delistedBecause, ListingKind kind, bool onOffer)
        => onOffer && kind.CanBeOrdered() ? null
        : onOffer || kind is ListingKind.Information ? NotOfferedReason.NotOrdered
        : delistedBecause == nameof(DelistReason.TakenDown) ? NotOfferedReason.TakenDown
        : state is ListingState.Paused ? NotOfferedReason.Paused
        : state is ListingState.Draft or ListingState.InReview ? NotOfferedReason.Unknown
        : NotOfferedReason.NotInForce;

    private static Dimensions? SizeOf(NpgsqlDataReader row)
        => row.NumberOrNull(24) is { } length && row.NumberOrNull(25) is { } width && row.NumberOrNull(26) is { } height ? new(length, width, height) : null;
}
