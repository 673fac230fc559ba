using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.AddressBook;

/// <summary>An address of a member's book.</summary>
/// <param name="CommuneCode">Of today; null where the place has been divided or is gone: the member says it anew before it serves again.</param>
/// <param name="CommuneName">Of today, or as it was when it was saved.</param>
public sealed record SavedAddressView(SavedAddressId Id, string Name, string Phone, string Street, string? CommuneCode, string ProvinceCode, string CommuneName, string? PlaceWritten, bool Own);

/// <summary>Reads a member's own address book; nobody reads another's.</summary>
public sealed class AddressBookQueries(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas)
{
    public const int Most = SavedAddress.Most;

    /// <summary>One's own address first, then by name; empty for guests.</summary>
    public async Task<IReadOnlyList<SavedAddressView>> OfAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.Account is not { } account ? [] : [.. (await db.SavedAddresses.AsNoTracking().Where(a => a.Account == account).ToListAsync(ct))
            .OrderByDescending(a => a.Own).ThenBy(a => a.Name, StringComparer.CurrentCulture).ThenBy(a => a.Id.Value).Select(View)];
    }

    /// <summary>Null for an unknown address and for somebody else's: both say the same.</summary>
    public async Task<SavedAddressView?> FindAsync(Actor actor, SavedAddressId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.Account is { } account && await db.SavedAddresses.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.Account == account, ct) is { } address ? View(address) : null;
    }

    private SavedAddressView View(SavedAddress a)
    {
        var commune = a.CommuneOf(areas);
        return new(a.Id, a.Name, a.Phone, a.Street, commune?.Code, commune?.ProvinceCode ?? a.ProvinceCode, commune?.FullName ?? a.CommuneName, a.PlaceWritten, a.Own);
    }
}
