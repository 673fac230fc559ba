using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.AddressBook;

/// <summary>Writes somebody into the member's own address book, or changes an entry; who is in it already, in the same words, is not written twice.</summary>
public sealed class SaveAddress(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    /// <param name="Id">Null adds an address.</param>
    /// <param name="PlaceWritten">The older name that led to the commune, if one did.</param>
    /// <param name="Own">Where the member gets things themselves: no other address is, from then on.</param>
    public sealed record Command(Actor Actor, SavedAddressId? Id, string? Name, string? Phone, string? Street, string? CommuneCode, string? PlaceWritten = null, bool Own = false);

    public async Task<Result<SavedAddressId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Actor.Account is not { } account)
        {
            return OrderingRefusals.MembersOnly();
        }

        var typed = TypedAddress.Read(areas, command.Name, command.Phone, command.Street, command.CommuneCode);
        if (typed.Refusal is { } refusal)
        {
            return refusal;
        }

        var (name, phone, street, commune) = typed.Value;
        return await contexts.InTransactionAsync<SavedAddressId>(async db =>
        {
            await db.LockAddressBookAsync(account, ct);
            var book = await db.SavedAddresses.Where(a => a.Account == account).ToListAsync(ct);
            var address = command.Id is { } id ? book.Find(a => a.Id == id)
                : book.Find(a => a.Name == name && a.Phone == phone && a.Street == street && a.CommuneCode == commune.Code);
            if (address is null && command.Id is not null)
            {
                return AddressBookRefusals.AddressUnknown();
            }

            if (address is null)
            {
                if (book.Count >= SavedAddress.Most)
                {
                    return AddressBookRefusals.AddressBookFull(SavedAddress.Most);
                }

                db.SavedAddresses.Add(address = new() { Account = account, SavedAt = clock.GetUtcNow() });
            }

            (address.Name, address.Phone, address.Street, address.PlaceWritten) = (name, phone, street, command.PlaceWritten);
            (address.CommuneCode, address.ProvinceCode, address.CommuneName) = (commune.Code, commune.ProvinceCode, commune.FullName);
            if (command.Own && !address.Own)
            {
                await db.SavedAddresses.Where(a => a.Account == account && a.Own).ExecuteUpdateAsync(set => set.SetProperty(a => a.Own, false), ct);
            }

            address.Own = command.Own || (command.Id is null && address.Own); // an entry that is changed says itself whether it is one's own
            return address.Id;
        }, ct);
    }
}

/// <summary>Takes somebody out of the member's own address book.</summary>
public sealed class RemoveAddress(IDbContextFactory<MarketDbContext> contexts)
{
    public sealed record Command(Actor Actor, SavedAddressId Address);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (command.Actor.Account is not { } account)
            {
                return OrderingRefusals.MembersOnly();
            }

            await db.LockAddressBookAsync(account, ct);
            return await db.SavedAddresses.Where(a => a.Id == command.Address && a.Account == account).ExecuteDeleteAsync(ct) == 0 ? AddressBookRefusals.AddressUnknown() : Result.Success;
        }, ct);
    }
}

internal static class AddressBooks
{
    /// <summary>One change of a book at a time: it never gets longer than it may, and has one address of its owner's.</summary>
    public static Task LockAddressBookAsync(this MarketDbContext db, AccountId account, CancellationToken ct) => db.LockAsync($"address-book:{account}", ct);
}
