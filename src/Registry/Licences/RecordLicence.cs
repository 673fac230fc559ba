using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;

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
            if (number.Length == 0)
            {
                return RegistryRefusals.LicenceNumberMissing();
            }

            if (command.ValidThrough < command.ValidFrom)
            {
                return RegistryRefusals.LicenceDatesWrong(command.ValidFrom, command.ValidThrough.Value);
            }

            if (await db.Producers.SingleOrDefaultAsync(p => p.Slug == command.Producer, ct) is not { } producer)
            {
                return RegistryRefusals.ProducerUnknown(command.Producer);
            }

            if (command.Actor.WhyMayNotRecord(producer) is { } noRight)
            {
                return noRight;
            }

            var licence = await db.Licences.SingleOrDefaultAsync(l => l.ProducerId == producer.Id && l.Kind == command.Kind && l.Number == number, ct);
            var before = licence is null ? null : new Facts(licence.Issuer, licence.ValidFrom, licence.ValidThrough);
            var now = new Facts(issuer.Length == 0 ? licence?.Issuer : issuer, command.ValidFrom, command.ValidThrough);
            if (before == now)
            {
                return Result.Success; // said before
            }

            if (licence is null)
            {
                licence = new Licence { ProducerId = producer.Id, Kind = command.Kind, Number = number, ValidFrom = now.ValidFrom };
                db.Licences.Add(licence);
            }

            (licence.Issuer, licence.ValidFrom, licence.ValidThrough) = now;
            db.Audit(clock, command.Actor, "registry.licence_recorded", $"producer:{producer.Id}", $"{command.Kind}: {number}", before, now);
            return Result.Success;
        }, ct);

    private sealed record Facts(string? Issuer, DateOnly ValidFrom, DateOnly? ValidThrough);
}
