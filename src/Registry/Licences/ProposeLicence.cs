using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Licences;

/// <summary>A producer's staff says which paper it holds; an office confirms it.</summary>
public sealed class ProposeLicence(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ProducerId Producer, LicenceKind Kind, string Number, DateOnly ValidFrom, DateOnly? ValidThrough = null, string? Issuer = null);

    public Task<Result<Guid>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync<Guid>(async db =>
        {
            var (number, issuer) = (VietnameseText.Clean(command.Number), VietnameseText.Clean(command.Issuer));
            if (!command.Actor.WorksFor(command.Producer, ProducerRights.Listings) && !command.Actor.WorksFor(command.Producer, ProducerRights.Owner))
            {
                return RegistryRefusals.OwnersOnly();
            }

            if (RecordLicence.WhyNot(number, issuer, command.ValidFrom, command.ValidThrough) is { } refusal)
            {
                return refusal;
            }

            if (await db.LicenceProposals.AnyAsync(p => p.ProducerId == command.Producer && p.Kind == command.Kind && p.Number == number && p.State == ProposalState.Open, ct))
            {
                return RegistryRefusals.ProposedAlready(number);
            }

            var proposal = new LicenceProposal
            {
                ProducerId = command.Producer, Kind = command.Kind, Number = number, Issuer = issuer.Length == 0 ? null : issuer, ValidFrom = command.ValidFrom, ValidThrough = command.ValidThrough,
                Actor = command.Actor.ToString(), At = clock.GetUtcNow(),
            };
            db.LicenceProposals.Add(proposal);
            db.Audit(clock, command.Actor, "registry.licence_proposed", $"producer:{command.Producer}", $"{command.Kind}: {number}", after: new { proposal.Issuer, proposal.ValidFrom, proposal.ValidThrough });
            return proposal.Id;
        }, ct);
    }
}

/// <summary>An office confirms a proposed paper, which then counts, or declines it with a reason.</summary>
public sealed class AnswerLicenceProposal(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Decline">Why it is declined; null confirms.</param>
    public sealed record Command(Actor Actor, Guid Proposal, string? Decline);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var proposal = (await db.LicenceProposals.FromSql($"select * from registry.licence_proposals where id = {command.Proposal} for update").ToListAsync(ct)).SingleOrDefault();
            if (proposal is null || await db.Producers.SingleOrDefaultAsync(p => p.Id == proposal.ProducerId, ct) is not { } producer)
            {
                return RegistryRefusals.ProposalUnknown();
            }

            var reason = VietnameseText.Clean(command.Decline);
            if ((command.Actor.WhyMayNotRecord(producer)
                ?? (proposal.State is not ProposalState.Open ? RegistryRefusals.ProposalAnswered(proposal.Number)
                : command.Decline is not null && reason.Length == 0 ? RegistryRefusals.ReasonMissing()
                : reason.Length > 1000 ? RegistryRefusals.ReasonTooLong(1000)
                : null)) is { } refusal)
            {
                return refusal;
            }

            (proposal.State, proposal.Reason, proposal.AnsweredBy, proposal.AnsweredAt)
                = (command.Decline is null ? ProposalState.Confirmed : ProposalState.Declined, reason.Length == 0 ? null : reason, command.Actor.ToString(), clock.GetUtcNow());
            await db.CloseCaseAsync(clock, CaseKind.LicenceProposal, proposal.Id, ct);
            if (command.Decline is null)
            {
                await RecordLicence.WriteAsync(db, clock, command.Actor, producer, proposal.Kind, proposal.Number, proposal.Issuer ?? "", proposal.ValidFrom, proposal.ValidThrough, ct);
            }
            else
            {
                db.Audit(clock, command.Actor, "registry.licence_declined", $"producer:{producer.Id}", reason, after: new { proposal.Kind, proposal.Number });
            }

            return Result.Success;
        }, ct);
    }
}

/// <summary>Takes a paper out of force: withdrawn by its issuer, given back, or recorded by mistake.</summary>
public sealed class WithdrawLicence(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="From">First day it no longer counts.</param>
    public sealed record Command(Actor Actor, Guid Licence, DateOnly From, string Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var reason = VietnameseText.Clean(command.Reason);
            var licence = (await db.Licences.FromSql($"select * from registry.licences where id = {command.Licence} for update").ToListAsync(ct)).SingleOrDefault();
            if (licence is null || await db.Producers.SingleOrDefaultAsync(p => p.Id == licence.ProducerId, ct) is not { } producer)
            {
                return RegistryRefusals.ProposalUnknown();
            }

            if ((command.Actor.WhyMayNotRecord(producer)
                ?? (reason.Length == 0 ? RegistryRefusals.ReasonMissing()
                : licence.RevokedFrom is { } earlier ? RegistryRefusals.LicenceWithdrawnAlready(licence.Number, earlier)
                : null)) is { } refusal)
            {
                return refusal;
            }

            licence.RevokedFrom = command.From;
            db.Audit(clock, command.Actor, "registry.licence_withdrawn", $"producer:{producer.Id}", $"{licence.Kind} {licence.Number}: {reason}", after: new { licence.RevokedFrom });
            return Result.Success;
        }, ct);
    }
}
