using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

/// <summary>Base of tests of decisions on certificates: all that a decision may leave behind, to compare before and after.</summary>
public abstract class RegistryDecisionTest(MarketFixture fixture) : MarketTest(fixture)
{
    protected static readonly Actor Operator = Actor.Operator("quản trị");

    protected sealed record Traces(CertificateDates Dates, DateTimeOffset? Announced, int Entries, int Audits, int Messages);

    protected async Task<Traces> TracesAsync(CertificateId id)
    {
        await using var db = await OpenAsync();
        var certificate = await db.Certificates.AsNoTracking().SingleAsync(c => c.Id == id, Ct);
        var subject = $"certificate:{id}";
        return new(
            certificate.Dates, certificate.EndAnnouncedAt, await db.CertificateEntries.CountAsync(e => e.CertificateId == id, Ct),
            await db.Set<AuditEntry>().CountAsync(e => e.Subject == subject, Ct), (await MessagesAsync(id)).Count);
    }

    protected async Task<IReadOnlyList<CertificateEnded>> MessagesAsync(CertificateId id)
    {
        await using var db = await OpenAsync();
        var waiting = await db.Set<OutboxMessage>().Where(m => m.Handler == "registry.tell-producer-of-end").OrderBy(m => m.Id).Select(m => m.Payload).ToListAsync(Ct);
        return [.. waiting.Select(p => JsonSerializer.Deserialize<CertificateEnded>(p, PlatformJson.Options)!).Where(e => e.Certificate == id)];
    }

    internal async Task<AuditEntry> LastAuditAsync(CertificateId id)
    {
        await using var db = await OpenAsync();
        var subject = $"certificate:{id}";
        return await db.Set<AuditEntry>().Where(e => e.Subject == subject).OrderByDescending(e => e.Id).FirstAsync(Ct);
    }

    /// <summary>Gives a certificate the number of another, by another issuer.</summary>
    protected async Task RenumberAsync(CertificateId id, string number, string issuer)
    {
        await using var db = await OpenAsync();
        var certificate = await db.Certificates.SingleAsync(c => c.Id == id, Ct);
        certificate.Write(certificate.Paper with { Number = number, Issuer = issuer });
        await db.SaveChangesAsync(Ct);
    }

    protected static CertificateDates? DatesOf(string? json) => json is null ? null : JsonSerializer.Deserialize<CertificateDates>(json, PlatformJson.Options);
}
