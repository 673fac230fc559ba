namespace OcopMarket.Web.Pages.Account.Addresses;

/// <summary>Names the texts of a member's address book.</summary>
public sealed class AddressBookText;
