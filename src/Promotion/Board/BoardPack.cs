using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Tables;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Board;

/// <summary>The papers of an offer in one download: its certificates as the register holds them today, with the address where each is checked, and the producer's licences.</summary>
public sealed class BoardPack(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, ILicenceBook licences, IMarketAddress market, TimeProvider clock)
{
    private static readonly string[] CertificateColumns = ["certificate_number", "product_name", "stars", "valid_through", "producer_name", "check"];

    private static readonly string[] LicenceColumns = ["kind", "number", "issuer", "valid_from", "valid_through"];

    /// <summary>Null for who is neither its buyer nor its producer.</summary>
    public async Task<byte[]?> MakeAsync(Actor actor, NeedOfferId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.NeedOffers.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct) is not { } offer || await db.BuyerNeeds.AsNoTracking().SingleAsync(n => n.Id == offer.NeedId, ct) is not { } need
            || !(actor.MayTakePartFor(offer.ProducerId) || (offer.State is not NeedOfferState.Withdrawn && await db.BuyerOfAsync(actor, ct) is { } buyer && buyer.Id == need.BuyerId)))
        {
            return null;
        }

        var products = (await goods.FindAsync([.. offer.Products.Select(p => new ProductId(p))], ct)).Values.OrderBy(g => g.Name, StringComparer.Ordinal);
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(zip, "chung-nhan.csv", CertificateColumns, products.Select(p => (IReadOnlyList<string>)
                [p.CertificateNumber, p.Name, p.Stars.ToString(CultureInfo.InvariantCulture), Iso(p.ValidThrough), p.ProducerName, market.Absolute("/xac-thuc/" + p.CertificateNumber)]), ct);
            await AddAsync(zip, "giay-phep.csv", LicenceColumns, (await licences.InForceAsync(offer.ProducerId, today, ct)).Select(l => (IReadOnlyList<string>)[l.Kind, l.Number, l.Issuer ?? "", Iso(l.ValidFrom), Iso(l.ValidThrough)]), ct);
        }

        return file.ToArray();
    }

    private static async Task AddAsync(ZipArchive zip, string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await using (var table = await TableWriter.CreateAsync(content, TableFormat.Csv, columns, ct))
        {
            foreach (var row in rows)
            {
                await table.WriteAsync([.. row], ct);
            }
        }

        await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
        await entry.WriteAsync(content.ToArray(), ct);
    }

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
