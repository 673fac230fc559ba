using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Mail;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>What a confirmation of taking part says; as it was when it was issued.</summary>
public sealed record EvidenceWords(string FairVi, string? FairEn, string FairSlug, string Producer, DateOnly From, DateOnly Through, string Place, string Organiser, DateOnly CameOn, IReadOnlyList<string> Products);

/// <summary>A confirmation of taking part that a producer may put into a dossier. Its code is on the paper only; here is its print.</summary>
internal sealed class FairEvidence
{
    public required Guid Id { get; init; }
    public required FairApplicationId ApplicationId { get; init; }

    /// <summary>Hash of the code.</summary>
    public required string Print { get; init; }
    public required EvidenceWords Words { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
}

internal sealed class FairEvidenceConfiguration : IEntityTypeConfiguration<FairEvidence>
{
    public void Configure(EntityTypeBuilder<FairEvidence> evidence)
    {
        evidence.ToTable("fair_evidence", PromotionModule.Schema);
        evidence.Property(e => e.Id).ValueGeneratedNever();
        evidence.Property(e => e.Print).HasMaxLength(64);
        evidence.Property(e => e.Words).AsJson();
        evidence.HasOne<FairApplication>().WithMany().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        evidence.HasIndex(e => e.Print).IsUnique();
    }
}

/// <summary>Issues a confirmation of having taken part, as a PDF whose code anybody can check. Each asking makes a new one; the older stay true.</summary>
public sealed class IssueEvidence
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly Eligibility _eligibility;
    private readonly IProducerBook _producers;
    private readonly IMarketAddress _market;
    private readonly TimeProvider _clock;

    internal IssueEvidence(IDbContextFactory<MarketDbContext> contexts, Eligibility eligibility, IProducerBook producers, IMarketAddress market, TimeProvider clock)
        => (_contexts, _eligibility, _producers, _market, _clock) = (contexts, eligibility, producers, market, clock);

    public sealed record Command(Actor Actor, FairApplicationId Application);

    public async Task<Result<byte[]>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        FairApplication? application;
        Fair fair;
        await using (var db = await _contexts.CreateDbContextAsync(ct))
        {
            application = await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Application, ct);
            if (application is null || !command.Actor.MayTakePartFor(application.ProducerId))
            {
                return ParticipationRefusals.ApplicationUnknown();
            }

            fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct);
        }

        if (application.CameAt is not { } came)
        {
            return ParticipationRefusals.ApplicationWrongState(application.State);
        }

        var products = await _eligibility.OfAsync(application.Products, fair, ct);
        var producer = (await _producers.FindAsync([application.ProducerId], ct))[application.ProducerId];
        var words = new EvidenceWords(
            fair.NameVi, fair.NameEn, fair.Slug, producer.Name, fair.From, fair.Through, PlaceOf(fair), fair.Organiser, DateOnly.FromDateTime(came.InVietnam().DateTime),
            [.. application.Products.Where(products.ContainsKey).Select(p => products[p]).Where(p => p.IsEligible).Select(p => p.Name)]);
        var (code, now) = (Secrets.New(), _clock.GetUtcNow());
        return await _contexts.InTransactionAsync<byte[]>(db =>
        {
            db.FairEvidence.Add(new() { Id = Guid.CreateVersion7(), ApplicationId = application.Id, Print = Secrets.Hash(code), Words = words, IssuedAt = now });
            db.Audit(_clock, command.Actor, "promotion.evidence_issued", application.Subject());
            return Task.FromResult<Result<byte[]>>(FairPapers.Evidence(words, now, _market.Absolute($"/xac-nhan-tham-gia/{code}")));
        }, ct);
    }

    internal static string PlaceOf(Fair fair)
        => string.Join(", ", new[] { fair.Venue.Name, fair.Venue.Address, AreaDirectory.Instance.FindCommune(fair.CommuneCode)?.FullName, AreaDirectory.Instance.FindProvince(fair.ProvinceCode)?.FullName }.Where(p => !string.IsNullOrEmpty(p)));
}

/// <summary>Checks confirmations for whoever has one in hand.</summary>
public sealed class EvidenceQueries(IDbContextFactory<MarketDbContext> contexts)
{
    /// <summary>Null for a code that the market did not issue.</summary>
    public async Task<(EvidenceWords Words, DateTimeOffset IssuedAt)?> FindAsync(string code, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(code))
        {
            return null;
        }

        var print = Secrets.Hash(code);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FairEvidence.AsNoTracking().SingleOrDefaultAsync(e => e.Print == print, ct) is { } evidence ? (evidence.Words, evidence.IssuedAt) : null;
    }
}
