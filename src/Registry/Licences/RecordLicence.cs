using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Registry.Licences;

/// <summary>Records a paper beside the OCOP certificate, such as the licence without which no alcohol is offered. The same number again corrects its dates.</summary>
public sealed class RecordLicence(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Producer">Slug of the producer.</param>
    /// <param name="ValidThrough">Last day; null for a paper without a term.</param>
    public sealed record Command(Actor Actor, string Producer, LicenceKind Kind, string Number, DateOnly ValidFrom, DateOnly? ValidThrough = null, string? Issuer = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var (number, issuer) = (VietnameseText.Clean(command.Number), VietnameseText.Clean(command.Issuer));
            if (WhyNot(number, issuer, command.ValidFrom, command.ValidThrough) is { } refusal)
            {
                return refusal;
            }

            if (await db.Producers.SingleOrDefaultAsync(p => p.Slug == command.Producer, ct) is not { } producer)
            {
                return RegistryRefusals.ProducerUnknown(command.Producer);
            }

            if (command.Actor.WhyMayNotRecord(producer) is { } noRight)
            {
                return noRight;
            }

            await WriteAsync(db, clock, command.Actor, producer, command.Kind, number, issuer, command.ValidFrom, command.ValidThrough, ct);
            return Result.Success;
        }, ct);

    internal static Refusal? WhyNot(string number, string issuer, DateOnly from, DateOnly? through)
        => number.Length == 0 ? RegistryRefusals.LicenceNumberMissing()
            : number.Length > Licence.LongestNumber ? RegistryRefusals.DocumentTooLong(Licence.LongestNumber)
            : issuer.Length > Licence.LongestIssuer ? RegistryRefusals.ReasonTooLong(Licence.LongestIssuer)
            : through < from ? RegistryRefusals.LicenceDatesWrong(from, through.Value)
            : null;

    internal static async Task WriteAsync(
        MarketDbContext db, TimeProvider clock, Actor actor, Producer producer, LicenceKind kind, string number, string issuer, DateOnly from, DateOnly? through, CancellationToken ct)
    {
        var licence = await db.Licences.SingleOrDefaultAsync(l => l.ProducerId == producer.Id && l.Kind == kind && l.Number == number, ct);
        var before = licence is null ? null : new Facts(licence.Issuer, licence.ValidFrom, licence.ValidThrough);
        var now = new Facts(issuer.Length == 0 ? licence?.Issuer : issuer, from, through);
        if (before == now)
        {
            return; // said before
        }

        if (licence is null)
        {
            licence = new Licence { ProducerId = producer.Id, Kind = kind, Number = number, ValidFrom = now.ValidFrom };
            db.Licences.Add(licence);
        }

        (licence.Issuer, licence.ValidFrom, licence.ValidThrough) = now;
        db.Audit(clock, actor, "registry.licence_recorded", $"producer:{producer.Id}", $"{kind}: {number}", before, now);
    }

    private sealed record Facts(string? Issuer, DateOnly ValidFrom, DateOnly? ValidThrough);
}
