using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

/// <summary>Takes a whole run back: what it added goes, what it changed is as before. Refused when anything of it has been changed or used since.</summary>
public sealed class UndoImport(IDbContextFactory<MarketDbContext> contexts, IEnumerable<IProductUse> uses, DatedSettings settings, TimeProvider clock)
{
    private const int Portion = 1000;

    /// <summary>Who ran it, or the office of the province that all of it lies in. An officer's run lies wholly in that officer's area; another's may not.</summary>
    internal static bool MayUndo(Actor actor, ImportRun run)
        => actor.Kind is ActorKind.Operator
            || (actor.Kind is ActorKind.Officer && actor.Tasks.HasFlag(OfficeTasks.Registry)
                && ((run.Account is null ? actor.ToString() == run.Actor : actor.Account == run.Account)
                    || (actor.Area is { Level: OfficeLevel.Province } area && area.ProvinceCode == run.ProvinceCode)));

    public sealed record Command(Actor Actor, ImportRunId Run);

    /// <summary>How many certificates, producers, products and planned products went, and how many are as before again.</summary>
    public sealed record Report(int Removed, int Restored);

    public Task<Result<Report>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<Report>(async db =>
        {
            await db.LockAsync(ImportRegistry.Lock, ct);
            if (await db.ImportRuns.SingleOrDefaultAsync(r => r.Id == command.Run, ct) is not { } run)
            {
                return RegistryRefusals.RunUnknown(command.Run.ToString());
            }

            if (run.UndoneAt is not null)
            {
                return RegistryRefusals.RunAlreadyUndone(command.Run.ToString());
            }

            if (!MayUndo(command.Actor, run))
            {
                return RegistryRefusals.OutsideYourArea(command.Run.ToString());
            }

            var patience = TimeSpan.FromHours(await settings.OfAsync(RegistrySettings.UndoHours, ct));
            if (command.Actor.Kind is not ActorKind.Operator && clock.GetUtcNow() - run.At > patience)
            {
                return RegistryRefusals.RunTooOld(run.At + patience);
            }

            var changes = await db.ImportChanges.AsNoTracking().Where(c => c.RunId == run.Id).OrderBy(c => c.Id).ToListAsync(ct);
            var undoing = new Undoing(db, changes, uses, command.Actor, run, clock);
            if (await undoing.RunAsync(ct) is { } refusal)
            {
                return refusal;
            }

            db.Attach(run); // writing in portions has let go of it
            (run.UndoneAt, run.UndoneBy) = (clock.GetUtcNow(), command.Actor.ToString());
            var removed = changes.Count(c => c.Before is null);
            db.Audit(clock, command.Actor, "registry.import_undone", $"import:{run.Id}", run.FileName, after: new { Removed = removed, Restored = changes.Count - removed });
            return new Report(removed, changes.Count - removed);
        }, ct);

    private sealed class Undoing(MarketDbContext db, List<ImportChange> changes, IEnumerable<IProductUse> uses, Actor actor, ImportRun run, TimeProvider clock)
    {
        private readonly DateOnly _today = clock.Today();

        // Certificates first: nothing that is still pointed at goes.
        public async Task<Refusal?> RunAsync(CancellationToken ct)
            => await CertificatesAsync(ct) ?? await ProductsAsync(ct) ?? await ProducersAsync(ct) ?? await PlannedAsync(ct);

        private async Task<Refusal?> CertificatesAsync(CancellationToken ct)
        {
            foreach (var portion in Of(ImportChangeKind.CertificateAdded, ImportChangeKind.CertificateChanged))
            {
                var ids = portion.Select(c => CertificateId.From(c.Subject)).ToList();
                var certificates = await db.Certificates.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id.Value, ct);
                var entries = (await db.CertificateEntries.Where(e => ids.Contains(e.CertificateId)).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct)).ToLookup(e => e.CertificateId.Value);
                foreach (var change in portion)
                {
                    var after = ImportWriter.FromJson<CertificateSnapshot>(change.After!);
                    if (!certificates.TryGetValue(change.Subject, out var certificate))
                    {
                        return RegistryRefusals.RunChangedSince(after.Paper.Number);
                    }

                    var note = entries[change.Subject].LastOrDefault(NoteOfPaper.IsIn.Compile())?.Reason;
                    if (!IsAsLeft(change, new CertificateSnapshot(certificate.Paper, certificate.Dates, note)))
                    {
                        return RegistryRefusals.RunChangedSince(certificate.Number);
                    }

                    Undo(change, certificate, after);
                }
            }

            await db.SaveByCopyAsync(ct);
            return null;
        }

        private void Undo(ImportChange change, Certificate certificate, CertificateSnapshot after)
        {
            db.Audit(clock, actor, change.Before is null ? "registry.certificate_removed" : "registry.certificate_restored", $"certificate:{certificate.Id}", run.FileName, JsonNode.Parse(change.After!), change.Before is null ? null : JsonNode.Parse(change.Before));
            if (change.Before is null)
            {
                db.Certificates.Remove(certificate);
                return;
            }

            var before = ImportWriter.FromJson<CertificateSnapshot>(change.Before);
            certificate.Write(before.Paper);
            certificate.SupersededFrom = before.Dates.SupersededFrom;
            certificate.EndAnnouncedAt = certificate.Dates.LastDay >= _today ? null : certificate.EndAnnouncedAt;
            if (before.Note != after.Note || ImportWriter.Json(before.Paper) != ImportWriter.Json(after.Paper))
            {
                // A correction stays in the history; that it was taken back is one more line.
                db.CertificateEntries.Add(new CertificateEntry
                {
                    CertificateId = certificate.Id,
                    Kind = CertificateEntryKind.Corrected,
                    EffectiveOn = certificate.IssuedOn,
                    Reason = before.Note,
                    Document = certificate.DecisionNumber,
                    DocumentDate = certificate.DecisionDate,
                    Before = ImportWriter.Json(after.Paper),
                    After = ImportWriter.Json(before.Paper),
                    Actor = actor.ToString(),
                    At = clock.GetUtcNow(),
                });
            }
        }

        private async Task<Refusal?> ProductsAsync(CancellationToken ct)
        {
            foreach (var portion in Of(ImportChangeKind.ProductAdded, ImportChangeKind.ProductChanged))
            {
                var ids = portion.Select(c => ProductId.From(c.Subject)).ToList();
                var products = await db.Products.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, ct);
                var added = portion.Where(c => c.Before is null).Select(c => ProductId.From(c.Subject)).ToList();
                var used = (await db.Certificates.Where(c => added.Contains(c.ProductId)).Select(c => c.ProductId).Distinct().ToListAsync(ct)).ToHashSet();
                foreach (var use in uses)
                {
                    used.UnionWith(await use.UsedAsync(db, added, ct));
                }

                foreach (var change in portion)
                {
                    var after = ImportWriter.FromJson<ProductFacts>(change.After!);
                    if (!products.TryGetValue(change.Subject, out var product) || !IsAsLeft(change, RegistryBook.FactsOf(product)) || (change.Before is null && used.Contains(product.Id)))
                    {
                        return RegistryRefusals.RunChangedSince(after.Name);
                    }

                    if (change.Before is null)
                    {
                        db.Products.Remove(product);
                    }
                    else
                    {
                        product.Describe(ImportWriter.FromJson<ProductFacts>(change.Before));
                        Audit(change, "registry.product_restored", "product");
                    }
                }
            }

            await db.SaveByCopyAsync(ct);
            return null;
        }

        private async Task<Refusal?> ProducersAsync(CancellationToken ct)
        {
            foreach (var portion in Of(ImportChangeKind.ProducerAdded, ImportChangeKind.ProducerChanged))
            {
                var ids = portion.Select(c => ProducerId.From(c.Subject)).ToList();
                var producers = await db.Producers.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, ct);
                var used = (await db.Products.Where(p => ids.Contains(p.ProducerId)).Select(p => p.ProducerId)
                    .Union(db.Licences.Where(l => ids.Contains(l.ProducerId)).Select(l => l.ProducerId))
                    .Union(db.Suspensions.Where(x => ids.Contains(x.ProducerId)).Select(x => x.ProducerId)).Union(db.LicenceProposals.Where(x => ids.Contains(x.ProducerId)).Select(x => x.ProducerId)).ToListAsync(ct)).ToHashSet();
                foreach (var change in portion)
                {
                    var after = ImportWriter.FromJson<ProducerFacts>(change.After!);
                    if (!producers.TryGetValue(change.Subject, out var producer) || !IsAsLeft(change, RegistryBook.FactsOf(producer))
                        || (change.Before is null && (used.Contains(producer.Id) || producer.SuspendedFrom is not null)))
                    {
                        return RegistryRefusals.RunChangedSince(after.Name);
                    }

                    if (change.Before is null)
                    {
                        db.Producers.Remove(producer);
                    }
                    else
                    {
                        producer.Describe(ImportWriter.FromJson<ProducerFacts>(change.Before));
                        Audit(change, "registry.producer_restored", "producer");
                    }
                }
            }

            await db.SaveByCopyAsync(ct);
            return null;
        }

        private async Task<Refusal?> PlannedAsync(CancellationToken ct)
        {
            foreach (var portion in Of(ImportChangeKind.PlannedProductAdded, ImportChangeKind.PlannedProductChanged))
            {
                var ids = portion.Select(c => c.Subject).ToList();
                var planned = await db.PlannedProducts.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
                foreach (var change in portion)
                {
                    if (!planned.TryGetValue(change.Subject, out var product) || !IsAsLeft(change, PlannedFacts.Of(product)))
                    {
                        return RegistryRefusals.RunChangedSince(product?.Name ?? $"planned-product:{change.Subject}");
                    }

                    if (change.Before is null)
                    {
                        db.PlannedProducts.Remove(product);
                    }
                    else
                    {
                        var before = ImportWriter.FromJson<PlannedFacts>(change.Before);
                        (product.Set, product.TargetStars, product.Note) = (before.Set, before.TargetStars, before.Note);
                    }

                    Audit(change, change.Before is null ? "registry.planned_product_removed" : "registry.planned_product_restored", "planned-product");
                }
            }

            await db.SaveByCopyAsync(ct);
            return null;
        }

        private IEnumerable<ImportChange[]> Of(ImportChangeKind added, ImportChangeKind changed) => changes.Where(c => c.Kind == added || c.Kind == changed).Chunk(Portion);

        private void Audit(ImportChange change, string action, string kind)
            => db.Audit(clock, actor, action, $"{kind}:{change.Subject}", run.FileName, JsonNode.Parse(change.After!), change.Before is null ? null : JsonNode.Parse(change.Before));

        // The database keeps JSON in an order of its own.
        private static bool IsAsLeft<T>(ImportChange change, T now) => JsonNode.DeepEquals(JsonNode.Parse(change.After!), JsonNode.Parse(ImportWriter.Json(now)));
    }
}
