using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Reviews;

/// <summary>Anyone says that public words break the law.</summary>
public sealed class ReportContribution(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>An office reads no more of them about the same words; further ones are taken as said.</summary>
    public const int MostOpen = 20;

    /// <param name="Reason">Null where none was chosen.</param>
    public sealed record Command(ContributionKind Kind, Guid Id, HideReason? Reason, string? Note = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var note = Prose.Clean(command.Note);
            if (command.Reason is not { } reason)
            {
                return CatalogRefusals.ReasonMissing();
            }

            if (note?.Length > AbuseReport.LongestNote)
            {
                return CatalogRefusals.TextTooLong(AbuseReport.LongestNote, note.Length);
            }

            if (await db.ContributionForChangeAsync(command.Kind, command.Id, ct) is not { IsPublic: true } found)
            {
                return CatalogRefusals.ContributionUnknown();
            }

            if (await db.AbuseReports.CountAsync(r => r.Subject == command.Id && r.JudgedAt == null, ct) < MostOpen)
            {
                db.AbuseReports.Add(new AbuseReport { Kind = command.Kind, Subject = command.Id, ProducerId = found.ProducerId, Reason = reason, Note = note, At = clock.GetUtcNow() });
            }

            return Result.Success;
        }, ct);
    }
}
