using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.Staff;

/// <summary>What holds for the staff of every producer: owners alone manage it, and one owner always stays.</summary>
internal static class StaffRules
{
    public static Refusal? WhyNoOwner(this Actor actor, ProducerId producer) => actor.WorksFor(producer, ProducerRights.Owner) ? null : AccountsRefusals.OnlyOwners();

    /// <summary>An owner may do everything; others something.</summary>
    public static Result<ProducerRights> Whole(ProducerRights rights) => rights.HasFlag(ProducerRights.Owner) ? ProducerRights.All
        : (rights & ProducerRights.All) is var some and not ProducerRights.None ? some
        : AccountsRefusals.RightsMissing();

    /// <summary>One change of a producer's staff at a time: two owners who leave at once would leave nobody.</summary>
    public static Task LockAsync(MarketDbContext db, ProducerId producer, CancellationToken ct) => db.LockAsync($"staff:{producer}", ct);

    public static Task<bool> HasAnotherOwnerAsync(MarketDbContext db, ProducerId producer, AccountId than, CancellationToken ct)
        => db.Memberships.AnyAsync(m => m.ProducerId == producer && m.AccountId != than && (m.Rights & ProducerRights.Owner) != 0, ct);
}
