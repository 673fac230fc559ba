using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Registry.Certificates;

/// <summary>
/// Writes what the paper truly says where the register had it wrong. What was wrong stays in the history beside what is right; the
/// right counts from then on.
/// </summary>
public sealed class CorrectCertificate(IDbContextFactory<MarketDbContext> contexts, RuleSets rules, AreaDirectory areas, TimeProvider clock)
{
    private static readonly DateOnly FirstDay = new(2013, 1, 1);

    /// <summary>The fields of the paper that a person can have read or typed wrongly, as they are right.</summary>
    /// <param name="ValidThrough">Last day of the written term.</param>
    public sealed record Right(
        string Number, string Issuer, AuthorityLevel Level, int Stars, string? DecisionNumber, DateOnly? DecisionDate, DateOnly IssuedOn, DateOnly ValidThrough,
        IReadOnlyList<string> Packings, string Product, int Set, string? OcopCode, string CommuneCode);

    /// <param name="Version">Of the certificate as the officer saw it: <see cref="CertificateFile.Version"/>.</param>
    /// <param name="Document">The paper that shows what is right.</param>
    public sealed record Command(Actor Actor, CertificateId Certificate, string Version, Right Right, string Reason, string Document, DateOnly? DocumentDate = null);

    public Task<Result<CertificateId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync<CertificateId>(async db =>
        {
            var (today, right) = (clock.Today(), Clean(command.Right));
            var (reason, document) = (VietnameseText.Clean(command.Reason), VietnameseText.Clean(command.Document));
            var found = await db.Certificates.FromSql($"select *, xmin from registry.certificates where id = {command.Certificate.Value} for update").ToListAsync(ct);
            if (found is not [var certificate])
            {
                return RegistryRefusals.CertificateUnknown(command.Certificate.ToString());
            }

            var product = await db.Products.FromSql($"select *, xmin from registry.products where id = {certificate.ProductId.Value} for update").SingleAsync(ct);
            var ruleSet = rules.InForceOn(today);
            if ((command.Actor.WhyMayNotDecide(certificate, product, ruleSet) ?? WhyMayNotWrite(command.Actor, right, ruleSet)) is { } noRight)
            {
                return noRight;
            }

            if (CertificateFile.VersionOf(db.Entry(certificate).Property<uint>("xmin").CurrentValue, db.Entry(product).Property<uint>("xmin").CurrentValue) != command.Version)
            {
                return RegistryRefusals.ChangedSince(certificate.Number);
            }

            if ((reason.Length == 0 ? RegistryRefusals.ReasonMissing()
                : reason.Length > CertificateEntry.LongestReason ? RegistryRefusals.ReasonTooLong(CertificateEntry.LongestReason)
                : document.Length == 0 ? RegistryRefusals.DocumentMissing()
                : document.Length > CertificateEntry.LongestDocument ? RegistryRefusals.DocumentTooLong(CertificateEntry.LongestDocument)
                : WhyNot(right, certificate, today)) is { } refusal)
            {
                return refusal;
            }

            var (paperBefore, factsBefore, datesBefore) = (certificate.Paper, RegistryBook.FactsOf(product), certificate.Dates);
            var paper = new CertificatePaper(
                right.Number, right.Issuer, right.Level, right.Stars, right.IssuedOn == paperBefore.IssuedOn ? paperBefore.CriteriaVersion : rules.InForceOn(right.IssuedOn).Key,
                right.DecisionNumber, right.DecisionDate, right.IssuedOn, right.ValidThrough, right.Packings);
            var commune = areas.FindCommune(right.CommuneCode)!;
            var facts = factsBefore with { Name = right.Product, Set = right.Set, OcopCode = right.OcopCode, CommuneCode = commune.Code, ProvinceCode = commune.ProvinceCode };
            var (before, after) = (Json(paperBefore, factsBefore), Json(paper, facts));
            if (JsonNode.DeepEquals(JsonNode.Parse(before), JsonNode.Parse(after)))
            {
                return RegistryRefusals.NothingCorrected();
            }

            certificate.Write(paper);
            product.Describe(facts);
            if (CertificateTimeline.Settle(await db.Certificates.Where(c => c.ProductId == product.Id).OrderBy(c => c.Id).ToListAsync(ct)) is { } clash)
            {
                return RegistryRefusals.OverlapsAnother(clash);
            }

            certificate.EndAnnouncedAt = certificate.Dates.LastDay >= today ? null : certificate.EndAnnouncedAt;
            db.CertificateEntries.Add(new CertificateEntry
            {
                CertificateId = certificate.Id,
                Kind = CertificateEntryKind.Corrected,
                EffectiveOn = today,
                Reason = reason,
                Document = document,
                DocumentDate = command.DocumentDate,
                Before = before,
                After = after,
                Actor = command.Actor.ToString(),
                At = clock.GetUtcNow(),
            });
            db.Audit(
                clock, command.Actor, "registry.certificate_corrected", $"certificate:{certificate.Id}", $"{document}: {reason}",
                new { Paper = JsonNode.Parse(before), Dates = datesBefore }, new { Paper = JsonNode.Parse(after), certificate.Dates });
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException e) when (e.BrokeConstraint("ix_certificates_issuer_key_number_key"))
            {
                return RegistryRefusals.NumberTaken(right.Number, right.Issuer);
            }

            return certificate.Id;
        }, ct);
    }

    // The right place and star must be the officer's to write, like the wrong ones.
    private Refusal? WhyMayNotWrite(Actor actor, Right right, RuleSet ruleSet)
        => areas.FindCommune(right.CommuneCode) is not { } commune ? RegistryRefusals.PlaceUnknown(right.CommuneCode)
            : !actor.MayRecordIn(commune.ProvinceCode, commune.Code) ? RegistryRefusals.OutsideYourArea(commune.FullName)
            : right.Stars is < 3 or > 5 ? RegistryRefusals.ImportStars($"{right.Stars}")
            : actor.WhyMayNotRecord(right.Stars, ruleSet);

    private Refusal? WhyNot(Right right, Certificate certificate, DateOnly today)
    {
        var ruleSet = rules.InForceOn(right.IssuedOn);
        return Certificate.Key(right.Number).Length == 0 ? RegistryRefusals.ImportMissing(ImportHeader.Name(ImportColumn.CertificateNumber))
            : right.Issuer.Length == 0 ? RegistryRefusals.ImportMissing(ImportHeader.Name(ImportColumn.IssuedBy))
            : right.Product.Length == 0 ? RegistryRefusals.ImportMissing(ImportHeader.Name(ImportColumn.ProductName))
            : IsLonger(right.Number, 100) ? RegistryRefusals.ImportTooLong(ImportHeader.Name(ImportColumn.CertificateNumber), 100)
            : IsLonger(right.Issuer, 300) ? RegistryRefusals.ImportTooLong(ImportHeader.Name(ImportColumn.IssuedBy), 300)
            : IsLonger(right.Product, 300) ? RegistryRefusals.ImportTooLong(ImportHeader.Name(ImportColumn.ProductName), 300)
            : right.DecisionNumber?.Length > 100 ? RegistryRefusals.ImportTooLong(ImportHeader.Name(ImportColumn.DecisionNumber), 100)
            : right.OcopCode?.Length > 60 ? RegistryRefusals.ImportTooLong(ImportHeader.Name(ImportColumn.OcopCode), 60)
            : right.Set is < 1 or > 26 ? RegistryRefusals.ImportSubgroup($"{right.Set}")
            : right.IssuedOn < FirstDay || right.IssuedOn > today.AddYears(1) ? RegistryRefusals.ImportDateOutOfRange(right.IssuedOn, FirstDay, today.AddYears(1))
            : right.ValidThrough < right.IssuedOn ? RegistryRefusals.ImportEndsBeforeIssue(right.ValidThrough, right.IssuedOn)
            : certificate.ExtendedTo <= right.ValidThrough ? RegistryRefusals.ImportTermPastExtension(right.ValidThrough, certificate.ExtendedTo.Value)
            : right.ValidThrough != certificate.ValidThrough && right.ValidThrough > ruleSet.LastDay(right.IssuedOn) ? RegistryRefusals.ImportTermLongerThanRules(right.ValidThrough, ruleSet.LastDay(right.IssuedOn), ruleSet.Law)
            : null;
    }

    private static bool IsLonger(string text, int longest) => text.Length > longest || VietnameseText.Fold(text).Length > longest;

    private static Right Clean(Right right) => right with
    {
        Number = VietnameseText.Clean(right.Number),
        Issuer = VietnameseText.Clean(right.Issuer),
        Product = VietnameseText.Clean(right.Product),
        DecisionNumber = OrNull(right.DecisionNumber),
        OcopCode = OrNull(right.OcopCode),
        Packings = [.. right.Packings.Select(VietnameseText.Clean).Where(p => Certificate.PackingKey(p).Length > 0).DistinctBy(Certificate.PackingKey)],
    };

    private static string? OrNull(string? text) => VietnameseText.Clean(text) is { Length: > 0 } clean ? clean : null;

    /// <summary>The paper, and beside it what it says of the product; whoever reads the paper alone finds it unchanged in shape.</summary>
    private static string Json(CertificatePaper paper, ProductFacts facts)
    {
        var node = JsonNode.Parse(ImportWriter.Json(paper))!.AsObject();
        node["product"] = JsonNode.Parse(ImportWriter.Json(facts));
        return node.ToJsonString(PlatformJson.Options);
    }
}
