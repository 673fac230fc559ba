using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Registry.Certificates;

/// <summary>Records that an authority lets a certificate count past its term while it re-evaluates (QĐ 26/2026 article 12.3: at most 180 days).</summary>
public sealed class ExtendCertificate(IDbContextFactory<MarketDbContext> contexts, RuleSets rules, TimeProvider clock)
{
    /// <param name="To">New last day, in Vietnam.</param>
    public sealed record Command(Actor Actor, CertificateName Certificate, DateOnly To, string Reason, string Document, DateOnly? DocumentDate = null);

    public Task<Result<CertificateId>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<CertificateId>(async db =>
        {
            var (today, reason, document) = (clock.Today(), VietnameseText.Clean(command.Reason), VietnameseText.Clean(command.Document));
            var found = await db.FindForChangeAsync(command.Certificate, ct);
            if (found.Refusal is { } unknown)
            {
                return unknown;
            }

            var (certificate, product) = found.Value;
            var ruleSet = rules.InForceOn(today);
            if (command.Actor.WhyMayNotDecide(certificate, product, ruleSet) is { } noRight)
            {
                return noRight;
            }

            if (WhyNot(certificate, command.To, ruleSet, reason, document) is { } refusal)
            {
                return refusal;
            }

            var before = certificate.Dates;
            certificate.Extend(command.To);
            var siblings = await db.Certificates.Where(c => c.ProductId == product.Id).OrderBy(c => c.Id).ToListAsync(ct);
            if (CertificateTimeline.Settle(siblings) is { } clash)
            {
                return RegistryRefusals.OverlapsAnother(clash);
            }

            db.CertificateEntries.Add(new CertificateEntry
            {
                CertificateId = certificate.Id,
                Kind = CertificateEntryKind.Extended,
                EffectiveOn = command.To,
                Reason = reason,
                Document = document,
                DocumentDate = command.DocumentDate,
                Actor = command.Actor.ToString(),
                At = clock.GetUtcNow(),
            });
            db.Audit(clock, command.Actor, "registry.certificate_extended", $"certificate:{certificate.Id}", $"{document}: {reason}", before, certificate.Dates);
            return certificate.Id;
        }, ct);

    private static Refusal? WhyNot(Certificate certificate, DateOnly to, RuleSet rules, string reason, string document)
        => reason.Length == 0 ? RegistryRefusals.ReasonMissing()
        : reason.Length > CertificateEntry.LongestReason ? RegistryRefusals.ReasonTooLong(CertificateEntry.LongestReason)
        : document.Length == 0 ? RegistryRefusals.DocumentMissing()
        : document.Length > CertificateEntry.LongestDocument ? RegistryRefusals.DocumentTooLong(CertificateEntry.LongestDocument)
        : certificate.RevokedFrom is { } revoked ? RegistryRefusals.AlreadyRevoked(certificate.Number, revoked)
        : certificate.SupersededFrom is { } newer ? RegistryRefusals.AlreadySuperseded(certificate.Number, newer)
        : to <= certificate.Dates.Term ? RegistryRefusals.ExtensionNotLater(certificate.Dates.Term)
        : rules.LongestExtensionDays is not { } days ? RegistryRefusals.ExtensionUnknownToRules(rules.Law)
        : to > certificate.ValidThrough.AddDays(days) ? RegistryRefusals.ExtensionTooLong(days, certificate.ValidThrough.AddDays(days))
        : null;
}
