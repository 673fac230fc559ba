using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Registry.Certificates;

/// <summary>Withdraws a certificate by a decision of the authority (QĐ 26/2026 article 8). From the commit on, or from the later day given, it covers nothing.</summary>
public sealed class RevokeCertificate(IDbContextFactory<MarketDbContext> contexts, RuleSets rules, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Reason">What the public notice says.</param>
    /// <param name="Document">Number of the decision.</param>
    /// <param name="From">First day without effect; null is today, at once.</param>
    /// <param name="Typed">The number as the officer typed it to confirm; null where nobody is asked to.</param>
    public sealed record Command(Actor Actor, CertificateName Certificate, RevocationGround Ground, string Reason, string Document, DateOnly? DocumentDate = null, DateOnly? From = null, string? Typed = null);

    public Task<Result<CertificateId>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<CertificateId>(async db =>
        {
            var (today, reason, document) = (clock.Today(), VietnameseText.Clean(command.Reason), VietnameseText.Clean(command.Document));
            var from = command.From ?? today;
            var found = await db.FindForChangeAsync(command.Certificate, ct);
            if (found.Refusal is { } unknown)
            {
                return unknown;
            }

            var (certificate, product) = found.Value;
            if (command.Actor.WhyMayNotDecide(certificate, product, rules.InForceOn(today)) is { } noRight)
            {
                return noRight;
            }

            if (WhyNot(certificate, command, from, today, reason, document) is { } refusal)
            {
                return refusal;
            }

            var before = certificate.Dates;
            certificate.Revoke(from);
            CertificateTimeline.Settle(await db.Certificates.Where(c => c.ProductId == product.Id).OrderBy(c => c.Id).ToListAsync(ct)); // a renewal withdrawn before it begins leaves its forerunner its term
            if (from <= today)
            {
                certificate.EndAnnouncedAt = clock.GetUtcNow();
                outbox.Add(db, new CertificateEnded(certificate.Id, product.Id, product.ProducerId, certificate.Number, CertificateEnd.Revoked, certificate.Dates.LastDay));
            }

            db.CertificateEntries.Add(new CertificateEntry
            {
                CertificateId = certificate.Id,
                Kind = CertificateEntryKind.Revoked,
                EffectiveOn = from,
                Ground = command.Ground,
                Reason = reason,
                Document = document,
                DocumentDate = command.DocumentDate,
                Actor = command.Actor.ToString(),
                At = clock.GetUtcNow(),
            });
            db.Audit(clock, command.Actor, "registry.certificate_revoked", $"certificate:{certificate.Id}", $"{document}: {reason}", before, certificate.Dates);
            return certificate.Id;
        }, ct);

    private static Refusal? WhyNot(Certificate certificate, Command command, DateOnly from, DateOnly today, string reason, string document)
        => reason.Length == 0 ? RegistryRefusals.ReasonMissing()
        : reason.Length > CertificateEntry.LongestReason ? RegistryRefusals.ReasonTooLong(CertificateEntry.LongestReason)
        : document.Length == 0 ? RegistryRefusals.DocumentMissing()
        : document.Length > CertificateEntry.LongestDocument ? RegistryRefusals.DocumentTooLong(CertificateEntry.LongestDocument)
        : certificate.RevokedFrom is { } earlier ? RegistryRefusals.AlreadyRevoked(certificate.Number, earlier)
        : certificate.SupersededFrom is { } newer && newer <= today ? RegistryRefusals.AlreadySuperseded(certificate.Number, newer)
        : from < today ? RegistryRefusals.RevocationInThePast(from)
        : from > certificate.Dates.LastDay && certificate.Dates.LastDay >= today ? RegistryRefusals.RevocationAfterEnd(from, certificate.Dates.LastDay)
        : command.Typed is not null && Certificate.Key(command.Typed) != certificate.NumberKey ? RegistryRefusals.NumberNotTyped(certificate.Number)
        : null;
}
