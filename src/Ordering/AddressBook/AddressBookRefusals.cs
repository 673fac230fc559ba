using OcopMarket.Platform;

namespace OcopMarket.Ordering.AddressBook;

/// <summary>Every "no" that can meet saved addresses.</summary>
internal static class AddressBookRefusals
{
    /// <summary>Unknown, or in another's book: both say the same.</summary>
    public static Refusal AddressUnknown() => new("ordering.address_unknown");

    public static Refusal AddressBookFull(int most) => new("ordering.address_book_full", most);
}
