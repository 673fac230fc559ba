using Npgsql;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;

namespace OcopMarket.Benchmarks.Desk;

/// <summary>A registry of the whole country over decades, invented by a fixed seed and copied in.</summary>
internal static class LargeRegistry
{
    private const int Certificates = 200_000, Products = 130_000, Producers = 70_000;

    private static readonly string[] Goods =
    [
        "mat ong", "tra shan tuyet", "gao nep", "nuoc mam", "ca phe", "hat dieu", "banh da", "mien dong", "cha muc", "nam linh chi", "ruou nep", "buoi da xanh", "ot say",
        "tinh bot nghe", "xoai say deo", "thit trau gac bep", "tom kho", "muoi ot", "khoai deo", "gom su",
    ];

    private static readonly string[] Places = ["bac ha", "meo vac", "ba lang", "dong van", "moc chau", "cao bang", "phu quoc", "son la", "hoi an", "tan cuong", "lam dong", "go cong", "dien bien", "can gio"];
    private static readonly string[] Kinds = ["htx", "htx nong nghiep", "cong ty tnhh", "ho kinh doanh", "to hop tac", "co so san xuat"];

    public static async Task CopyAsync(NpgsqlDataSource database, DateOnly today)
    {
        var dice = new Random(20261122);
        var communes = AreaDirectory.Instance.Provinces.SelectMany(p => AreaDirectory.Instance.CommunesOf(p.Code)).ToArray();
        var now = new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (producers, products) = (new (Guid Id, Commune Place)[Producers], new (Guid Id, Commune Place)[Products]);
        await using var connection = await database.OpenConnectionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync("copy registry.producers (id, name, name_folded, type, slug, commune_code, province_code, illustrative, created_at) from stdin (format binary)"))
        {
            for (var i = 0; i < Producers; i++)
            {
                producers[i] = (Guid.CreateVersion7(), communes[dice.Next(communes.Length)]);
                var name = $"{Pick(Kinds)} {Pick(Goods)} {Pick(Places)} {i}";
                await copy.WriteRowAsync(default, producers[i].Id, name, VietnameseText.Fold(name), "Cooperative", $"chu-the-{i}", producers[i].Place.Code, producers[i].Place.ProvinceCode, false, now);
            }

            await copy.CompleteAsync();
        }

        await using (var copy = await connection.BeginBinaryImportAsync("copy registry.products (id, producer_id, name, name_folded, set, commune_code, province_code, illustrative, created_at) from stdin (format binary)"))
        {
            for (var i = 0; i < Products; i++)
            {
                var (producer, place) = producers[dice.Next(Producers)];
                products[i] = (Guid.CreateVersion7(), place);
                var name = $"{Pick(Goods)} {Pick(Places)} loai {dice.Next(40)}";
                await copy.WriteRowAsync(default, products[i].Id, producer, name, name, dice.Next(1, 27), place.Code, place.ProvinceCode, false, now);
            }

            await copy.CompleteAsync();
        }

        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy registry.certificates (id, product_id, number, number_key, issuer, issuer_key, level, stars, criteria_version, issued_on, valid_from, valid_through, superseded_from, revoked_from, packings, packing_keys, recorded_at) from stdin (format binary)"))
        {
            // The first of a product ends before the second begins, some of the last are withdrawn.
            for (var i = 0; i < Certificates; i++)
            {
                var renewal = i >= Products;
                var issued = today.AddDays(renewal ? -dice.Next(1, 1000) : -dice.Next(1, 1800));
                issued = !renewal && i < Certificates - Products ? issued.AddDays(-2200) : issued;
                var number = $"{i:000000}/GCN-OCOP-{issued.Year}";
                DateOnly? revoked = dice.Next(60) == 0 ? issued.AddDays(dice.Next(1, 900)) : null;
                var product = products[renewal ? i - Products : i];
                var issuer = $"UBND {product.Place.ProvinceCode}";
                await copy.WriteRowAsync(
                    default, Guid.CreateVersion7(), product.Id, number, VietnameseText.Fold(number).Replace(" ", "", StringComparison.Ordinal), issuer, VietnameseText.Fold(issuer),
                    "Province", dice.Next(10) < 7 ? 3 : dice.Next(10) < 9 ? 4 : 5, "QD148-2023", issued, issued, issued.AddMonths(36), null!, (object?)revoked!, Array.Empty<string>(), Array.Empty<string>(), now);
            }

            await copy.CompleteAsync();
        }

        await using var analyze = new NpgsqlCommand("vacuum analyze registry.producers; vacuum analyze registry.products; vacuum analyze registry.certificates", connection) { CommandTimeout = 0 };
        foreach (var table in new[] { "producers", "products", "certificates" })
        {
            analyze.CommandText = $"vacuum analyze registry.{table}";
            await analyze.ExecuteNonQueryAsync();
        }

        string Pick(string[] from) => from[dice.Next(from.Length)];
    }
}
