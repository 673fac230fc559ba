using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

/// <summary>
/// Writes the registry in the format of its import: brought back it changes nothing, brought into an empty registry it makes the same one.
/// It holds telephone numbers and addresses: for those who keep the registry, not for the public.
/// </summary>
public sealed class ExportRegistry(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas)
{
    /// <param name="actor">An officer who keeps the registry gets the officer's own area, whoever holds the machine everything, and anyone else nothing.</param>
    /// <param name="to">Written forward only; stays open.</param>
    /// <returns>How many certificates were written.</returns>
    public async Task<int> WriteAsync(Actor actor, Stream to, TableFormat format, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var writer = await TableWriter.CreateAsync(to, format, ImportHeader.Names, ct);
        var written = 0;
        if (!actor.HoldsTheMachine && !(actor.Kind is ActorKind.Officer && actor.Tasks.HasFlag(OfficeTasks.Registry)))
        {
            return written;
        }

        await foreach (var row in Rows(db, actor.Kind is ActorKind.Officer ? actor.Area : null).AsAsyncEnumerable().WithCancellation(ct))
        {
            await writer.WriteAsync(Cells(row), ct);
            written++;
        }

        return written;
    }

    // By keys that a certificate has everywhere and in the order of their bytes, so that two registries with the same content export the same.
    private static IQueryable<Row> Rows(MarketDbContext db, OfficeArea? area)
    {
        var entries = db.CertificateEntries.Where(NoteOfPaper.IsIn);
        return from certificate in db.Certificates.AsNoTracking()
               join product in db.Products on certificate.ProductId equals product.Id
               join producer in db.Producers on product.ProducerId equals producer.Id
               where area == null || area.Level == OfficeLevel.Ministry || (area.Level == OfficeLevel.Province ? product.ProvinceCode == area.ProvinceCode : product.CommuneCode == area.CommuneCode)
               orderby EF.Functions.Collate(product.CommuneCode, "C"), EF.Functions.Collate(certificate.NumberKey, "C"), EF.Functions.Collate(certificate.IssuerKey, "C")
               select new Row(
                   certificate.Number, product.OcopCode, product.Name, product.Set, certificate.Stars, producer.Name, producer.Type, producer.TaxCode, product.CommuneCode, product.PlaceWritten,
                   producer.Address, producer.Phone, producer.Email, certificate.DecisionNumber, certificate.DecisionDate, certificate.Issuer, certificate.Level, certificate.IssuedOn, certificate.ValidThrough, certificate.Packings,
                   entries.Where(e => e.CertificateId == certificate.Id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => e.Reason).FirstOrDefault());
    }

    private string[] Cells(Row row)
    {
        var place = ImportWords.Names(row.PlaceWritten) ?? (areas.FindCommune(row.CommuneCode) is { } commune ? (commune.FullName, "", areas.FindProvince(commune.ProvinceCode)!.FullName) : ("", "", ""));
        return
        [
            row.Number, row.OcopCode ?? "", row.Product, $"{row.Set}", $"{row.Stars}", row.Producer, ImportWords.Of(row.Type), row.TaxCode ?? "", row.CommuneCode,
            place.Commune, place.District, place.Province, row.Address ?? "", row.Phone ?? "", row.Email ?? "", row.DecisionNumber ?? "", ImportWords.Date(row.DecisionDate),
            row.Issuer, ImportWords.Of(row.Level), ImportWords.Date(row.IssuedOn), ImportWords.Date(row.ValidThrough), string.Join("; ", row.Packings), row.Note ?? "",
        ];
    }

    private sealed record Row(
        string Number, string? OcopCode, string Product, int Set, int Stars, string Producer, ProducerType Type, string? TaxCode, string CommuneCode, string? PlaceWritten,
        string? Address, string? Phone, string? Email, string? DecisionNumber, DateOnly? DecisionDate, string Issuer, AuthorityLevel Level, DateOnly IssuedOn, DateOnly ValidThrough, string[] Packings, string? Note);
}
