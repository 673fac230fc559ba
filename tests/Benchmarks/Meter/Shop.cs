using System.Text.RegularExpressions;
using Npgsql;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>A packing of the demonstration's cooperative that can be ordered, and a producer's hand on its stock.</summary>
internal sealed record Jar(Guid Variant, string Slug, string CertificateNumber)
{
    public const string Owner = "chu-the@demo.example";

    /// <summary>Counts the shelf of a packing anew at the producer's desk, as its owner does.</summary>
    public static async Task<Jar> FillAsync(Uri site, string connection, int pieces, string password) => (await FillAsync(site, connection, pieces, 1, password))[0];

    /// <summary>The same for several packings of different products, as many as there are.</summary>
    public static async Task<IReadOnlyList<Jar>> FillAsync(Uri site, string connection, int pieces, int kinds, string password)
    {
        using var owner = await Visit.SignInAsync(site, Owner, password);
        var table = await owner.ReadFormAsync("/kenh-chu-the/bang-gia", "bang");
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(
            """
            select distinct on (o.listing_id) v.id, o.slug, o.certificate_number from catalog.offers($1) o join catalog.variants v on v.listing_id = o.listing_id
            where o.kind = 'Parcel' and v.id = any($2) and not exists (select from registry.products p where p.id = o.product_id and p."set" in (11, 12)) order by o.listing_id, v.id limit $3
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)) });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. table.Of("id").Select(Guid.Parse)] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = kinds });
        await using var reader = await command.ExecuteReaderAsync();
        var jars = new List<Jar>();
        while (await reader.ReadAsync())
        {
            jars.Add(new Jar(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)));
            table.SayAt("stock", table.Of("id").ToList().IndexOf(jars[^1].Variant.ToString()), $"{pieces}");
        }

        await owner.SendAsync(table);
        return jars.Count > 0 ? jars : throw new InvalidOperationException("The cooperative has nothing that can be sent.");
    }
}

/// <summary>A guest on the way from a product to a confirmed order, page by page.</summary>
internal sealed partial class Buyer(Uri site) : IDisposable
{
    private readonly Visit _visit = Visit.Open(site);
    private PageForm? _review;

    /// <summary>Basket and four steps; what is left is to confirm.</summary>
    /// <param name="method">How it is paid, as the form calls it.</param>
    public async Task PrepareAsync(Jar jar, int number, string method = "Cod")
    {
        var product = await _visit.ReadAsync($"/san-pham/{jar.Slug}");
        await _visit.SendAsync(PageForm.Of("/gio-hang/them", product, "them").Say("quy-cach", $"{jar.Variant}").Say("so-luong", "1"));
        await _visit.SendAsync("/thanh-toan?buoc=1", "dip-ngay", new() { ["Purpose"] = "own" });
        await _visit.SendAsync("/thanh-toan?buoc=2", "nguoi-nhan", new()
        {
            ["Name"] = $"Người mua {number}", ["Phone"] = $"09{number:00000000}", ["Street"] = $"Số {number} phố Hàng Bông", ["Commune"] = "Phường Hoàn Kiếm", ["Province"] = "01",
        });
        var delivery = await _visit.ReadFormAsync("/thanh-toan?buoc=4", "giao-hang");
        var producer = delivery.Fields.Select(f => Producer().Match(f.Name)).First(m => m.Success).Groups[1].Value;
        await _visit.SendAsync(delivery.Say($"tra-{producer}", method).Say("BuyerName", $"Người mua {number}").Say("BuyerPhone", $"09{number:00000000}"));
        _review = await _visit.ReadFormAsync("/thanh-toan?buoc=5", "dat-hang");
    }

    /// <summary>Sends the last form; again with the same secret when no answer came.</summary>
    /// <returns>The order's page, or the page that says why not.</returns>
    public async Task<Confirmed> ConfirmAsync()
    {
        var (path, page) = await _visit.SendAsync(_review ?? throw new InvalidOperationException("Not prepared."));
        return new(path.StartsWith("/don-hang/", StringComparison.Ordinal), path, page);
    }

    /// <summary>Sends the last form and waits for its answer, not for the order's page.</summary>
    public async Task<Confirmed> PostAsync()
    {
        var path = await _visit.PostAsync(_review ?? throw new InvalidOperationException("Not prepared.")) ?? "";
        return new(path.StartsWith("/don-hang/", StringComparison.Ordinal), path, "");
    }

    public Task<string> ReadAsync(string path) => _visit.ReadAsync(path);

    public void Dispose() => _visit.Dispose();

    [GeneratedRegex("^giao-(.+)$")]
    private static partial Regex Producer();
}

/// <summary>What came of a last form: an order, or a page that says why not.</summary>
internal sealed record Confirmed(bool Placed, string Path, string Page);
