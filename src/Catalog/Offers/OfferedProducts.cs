using Npgsql;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Offers;

internal sealed class OfferedProducts(NpgsqlDataSource database, TimeProvider clock) : IOfferedProducts
{
    private const string Find =
        "select product_id, slug, product_name, \"set\", stars, certificate_number, valid_through, price, packing, picture, kind, in_stock from catalog.offers($1) where product_id = any($2)";

    public async Task<IReadOnlyDictionary<ProductId, OfferedProduct>> OfAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var found = new Dictionary<ProductId, OfferedProduct>(products.Count);
        if (products.Count == 0)
        {
            return found;
        }

        await using var command = database.CreateCommand(Find);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today() });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. products.Select(p => p.Value)] });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var product = new ProductId(row.GetGuid(0));
            found[product] = new(
                product, row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5), row.GetFieldValue<DateOnly>(6), new Money(row.GetInt64(7)), row.GetString(8), row.TextOrNull(9),
                Enum.Parse<ListingKind>(row.GetString(10)))
            { InStock = row.GetBoolean(11) };
        }

        return found;
    }
}
