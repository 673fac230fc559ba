using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.Contracts;

/// <summary>Someone who works for a producer.</summary>
public sealed record StaffMember(AccountId Account, string Name, string Email, string Language, ProducerRights Rights);

/// <summary>An officer in office today.</summary>
public sealed record OfficerInOffice(AccountId Account, string Name, string Email, string Language, OfficeArea Area, OfficeTasks Tasks);

/// <summary>Who works for producers and who officiates where: for modules that give a producer its first owner or write to people.</summary>
public interface IStaff
{
    /// <summary>Makes the account owner of a producer, in the caller's transaction; refused for officers and administrators.</summary>
    Task<Result> AddOwnerAsync(MarketDbContext db, Actor actor, ProducerId producer, AccountId account, CancellationToken ct);

    /// <summary>Those who have accepted, owners first.</summary>
    Task<IReadOnlyList<StaffMember>> OfProducerAsync(ProducerId producer, CancellationToken ct);

    /// <summary>In which language a letter to the producer's own mailbox is written: of the staff who read it there, else of its first owner.</summary>
    async Task<string> LanguageOfAsync(ProducerId producer, string mailbox, CancellationToken ct)
    {
        var people = await OfProducerAsync(producer, ct);
        return (people.FirstOrDefault(p => p.Email.Equals(mailbox, StringComparison.OrdinalIgnoreCase)) ?? people.FirstOrDefault(p => p.Rights.HasFlag(ProducerRights.Owner)))?.Language ?? "vi";
    }

    /// <summary>Where a person gets letters, and in which language; null for an account that is gone.</summary>
    Task<(string Email, string Language)?> MailboxOfAsync(AccountId account, CancellationToken ct);

    /// <summary>In which language a person gets letters.</summary>
    Task<string> LanguageOfAsync(AccountId account, CancellationToken ct);

    /// <summary>Those of the accounts that are in office today.</summary>
    Task<IReadOnlyDictionary<AccountId, OfficerInOffice>> InOfficeAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken ct);

    /// <summary>Officers appointed to the task, or to all of several, whose area holds the place, the nearest level first.</summary>
    Task<IReadOnlyList<OfficerInOffice>> OfficersForAsync(OfficeTasks task, string provinceCode, string communeCode, CancellationToken ct);
}
