using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Producers;
using OcopMarket.Registry.Products;

namespace OcopMarket.Registry.Imports;

/// <summary>A certificate as an import left it; what undoing compares and restores.</summary>
internal sealed record CertificateSnapshot(CertificatePaper Paper, CertificateDates Dates, string? Note);

/// <summary>Writes what a plan decided, in the caller's transaction and in portions, so that a large file needs little memory.</summary>
internal sealed class ImportWriter(MarketDbContext db, ImportRun run, Actor actor, AreaDirectory areas, TimeProvider clock)
{
    private const int Portion = 1000;

    private readonly DateTimeOffset _now = clock.GetUtcNow();
    private readonly DateOnly _today = clock.Today();

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, PlatformJson.Options);

    public static T FromJson<T>(string json) => JsonSerializer.Deserialize<T>(json, PlatformJson.Options)!;

    public async Task WriteAsync(RegistryBook book, IReadOnlyList<BookCertificate> work, Action<int> written, CancellationToken ct)
    {
        await BeginAsync(ct);
        var products = work.Select(c => c.Product).Distinct().ToList();
        foreach (var portion in products.Where(p => !p.IsStored).Select(p => p.Producer).Distinct().Where(p => !p.IsStored).Chunk(Portion))
        {
            await SaveAsync(portion.Select(p => Add(book, p)), ct);
        }

        foreach (var portion in book.Producers.Where(p => p.IsStored && p.Facts != p.Stored).Chunk(Portion))
        {
            await ChangeAsync(portion, ct);
        }

        foreach (var portion in products.Where(p => !p.IsStored).Chunk(Portion))
        {
            await SaveAsync(portion.Select(Add), ct);
        }

        foreach (var portion in book.Producers.SelectMany(p => p.Products).Where(p => p.IsStored && p.Facts != p.Stored).Chunk(Portion))
        {
            await ChangeAsync(portion, ct);
        }

        var inWork = work.ToHashSet();
        foreach (var portion in products.Chunk(Portion))
        {
            await WriteCertificatesAsync(portion, inWork, ct);
            written(portion.Sum(p => p.Certificates.Count(inWork.Contains)));
        }
    }

    public async Task WriteAsync(IReadOnlyList<BookPlanned> work, CancellationToken ct)
    {
        await BeginAsync(ct);
        foreach (var planned in work)
        {
            var row = planned.Row!;
            if (planned.Stored is { } known)
            {
                db.Attach(known);
                var before = PlannedFacts.Of(known);
                (known.Set, known.TargetStars, known.Note) = (row.Set ?? known.Set, row.Stars ?? known.TargetStars, row.Note ?? known.Note);
                Record(row.Row, ImportChangeKind.PlannedProductChanged, known.Id, Json(before), Json(PlannedFacts.Of(known)));
                db.Audit(clock, actor, "registry.planned_product_changed", $"planned-product:{known.Id}", run.FileName, before, PlannedFacts.Of(known));
                continue;
            }

            var added = new PlannedProduct
            {
                ImportRunId = run.Id,
                Name = row.Product,
                NameFolded = VietnameseText.Fold(row.Product),
                Set = row.Set,
                TargetStars = row.Stars,
                ProducerName = row.Producer,
                CommuneCode = row.Place.CommuneCode,
                ProvinceCode = row.Place.ProvinceCode,
                Note = row.Note,
            };
            db.PlannedProducts.Add(added);
            Record(row.Row, ImportChangeKind.PlannedProductAdded, added.Id, null, Json(PlannedFacts.Of(added)));
            db.Audit(clock, actor, "registry.planned_product_added", $"planned-product:{added.Id}", run.FileName, after: new { added.Name, added.CommuneCode, Facts = PlannedFacts.Of(added) });
        }

        await SaveAsync(ct);
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        db.ImportRuns.Add(run);
        db.Audit(clock, actor, "registry.imported", $"import:{run.Id}", run.FileName, after: new { run.FileHash, run.Planned, run.New, run.Changed, run.Same, run.Refused, run.Asked });
        await SaveAsync(ct);
    }

    private Producer Add(RegistryBook book, BookProducer known)
    {
        var facts = known.Facts;
        Record(known.Row, ImportChangeKind.ProducerAdded, known.Id.Value, null, Json(facts));
        return new Producer(known.Id, facts.Name, facts.Type, FreeSlug(book.Slugs, facts.Name, known.CommuneCode), known.CommuneCode, known.ProvinceCode, _now)
        {
            TaxCode = facts.TaxCode,
            Address = facts.Address,
            Phone = facts.Phone,
            Email = facts.Email,
        };
    }

    private CertifiedProduct Add(BookProduct known)
    {
        var facts = known.Facts;
        Record(known.Row, ImportChangeKind.ProductAdded, known.Id.Value, null, Json(facts));
        var product = new CertifiedProduct(known.Id, known.Producer.Id, facts.Name, facts.Set, facts.CommuneCode, facts.ProvinceCode, _now) { PlaceWritten = facts.PlaceWritten };
        product.SetCode(facts.OcopCode);
        return product;
    }

    private async Task ChangeAsync(BookProducer[] changed, CancellationToken ct)
    {
        var ids = changed.Select(p => p.Id).ToList();
        var producers = await db.Producers.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var known in changed)
        {
            var before = RegistryBook.FactsOf(producers[known.Id]);
            producers[known.Id].Describe(known.Facts);
            Record(known.Row, ImportChangeKind.ProducerChanged, known.Id.Value, Json(before), Json(known.Facts));
            db.Audit(clock, actor, "registry.producer_changed", $"producer:{known.Id}", run.FileName, before, known.Facts);
        }

        await SaveAsync(ct);
    }

    private async Task ChangeAsync(BookProduct[] changed, CancellationToken ct)
    {
        var ids = changed.Select(p => p.Id).ToList();
        var products = await db.Products.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var known in changed)
        {
            var before = RegistryBook.FactsOf(products[known.Id]);
            products[known.Id].Describe(known.Facts);
            Record(known.Row, ImportChangeKind.ProductChanged, known.Id.Value, Json(before), Json(known.Facts));
            db.Audit(clock, actor, "registry.product_changed", $"product:{known.Id}", run.FileName, before, known.Facts);
        }

        await SaveAsync(ct);
    }

    private async Task WriteCertificatesAsync(BookProduct[] products, HashSet<BookCertificate> work, CancellationToken ct)
    {
        var ids = products.Where(p => p.IsStored).Select(p => p.Id).ToList();
        var stored = (ids.Count == 0 ? [] : await db.Certificates.Where(c => ids.Contains(c.ProductId)).OrderBy(c => c.Id).ToListAsync(ct)).ToLookup(c => c.ProductId);
        foreach (var product in products)
        {
            var known = product.Certificates.ToDictionary(c => c.Id);
            var before = stored[product.Id].ToDictionary(c => c.Id, c => c.Dates);
            var certificates = stored[product.Id].ToList();
            foreach (var certificate in product.Certificates.Where(work.Contains))
            {
                if (certificate.Stored is null)
                {
                    certificates.Add(new Certificate(certificate.Id, product.Id, certificate.Paper!, run.Id, _now));
                }
                else
                {
                    certificates.Single(c => c.Id == certificate.Id).Write(certificate.Paper!);
                }
            }

            if (CertificateTimeline.Settle(certificates) is { } clash)
            {
                throw new InvalidOperationException($"Two certificates of product {product.Id} start on one day, one of them {clash}; it was recorded while the file was read.");
            }

            foreach (var certificate in certificates)
            {
                Record(certificate, known.GetValueOrDefault(certificate.Id), before.TryGetValue(certificate.Id, out var dates) ? dates : null, work);
            }
        }

        await SaveAsync(ct);
    }

    private void Record(Certificate certificate, BookCertificate? known, CertificateDates? before, HashSet<BookCertificate> work)
    {
        var inWork = known is not null && work.Contains(known);
        if (!inWork && before == certificate.Dates)
        {
            return;
        }

        var added = before is null;
        if (added)
        {
            db.Certificates.Add(certificate);
            certificate.EndAnnouncedAt = certificate.Dates.LastDay < _today ? _now : null; // nobody is written to about the past
        }
        else if (certificate.Dates.LastDay >= _today)
        {
            certificate.EndAnnouncedAt = null;
        }

        var earlier = added ? null : new CertificateSnapshot(known?.Stored ?? certificate.Paper, before!.Value, known?.StoredNote);
        var now = new CertificateSnapshot(certificate.Paper, certificate.Dates, known?.Note);
        var row = inWork ? known!.Row : work.Where(c => c.Product.Id == certificate.ProductId).Max(c => c.Row);
        Record(row, added ? ImportChangeKind.CertificateAdded : ImportChangeKind.CertificateChanged, certificate.Id.Value, earlier is null ? null : Json(earlier), Json(now));
        db.Audit(
            clock, actor, added ? "registry.certificate_issued" : inWork ? "registry.certificate_corrected" : "registry.certificate_superseded",
            $"certificate:{certificate.Id}", run.FileName, earlier, now);
        if (inWork)
        {
            db.CertificateEntries.Add(new CertificateEntry
            {
                CertificateId = certificate.Id,
                Kind = added ? CertificateEntryKind.Issued : CertificateEntryKind.Corrected,
                EffectiveOn = certificate.IssuedOn,
                Reason = known!.Note,
                Document = certificate.DecisionNumber,
                DocumentDate = certificate.DecisionDate,
                Before = earlier is null ? null : Json(earlier.Paper),
                After = Json(now.Paper),
                Actor = actor.ToString(),
                At = _now,
            });
        }
    }

    private void Record(int row, ImportChangeKind kind, Guid subject, string? before, string after)
        => db.ImportChanges.Add(new ImportChange { RunId = run.Id, Row = row, Kind = kind, Subject = subject, Before = before, After = after });

    private async Task SaveAsync<T>(IEnumerable<T> added, CancellationToken ct) where T : class
    {
        db.Set<T>().AddRange(added);
        await SaveAsync(ct);
    }

    private Task SaveAsync(CancellationToken ct) => db.SaveByCopyAsync(ct);

    private string FreeSlug(HashSet<string> taken, string name, string communeCode)
    {
        const int longest = 100;
        var slug = VietnameseText.Slug(name) is { Length: > 0 } plain ? plain : "chu-the";
        if (taken.Add(slug))
        {
            return slug;
        }

        var here = VietnameseText.Slug($"{slug} {areas.FindCommune(communeCode)?.Name}", longest);
        for (var i = 1; ; i++)
        {
            var numbered = i == 1 ? here : $"{here}-{i}";
            if (taken.Add(numbered))
            {
                return numbered;
            }
        }
    }
}
