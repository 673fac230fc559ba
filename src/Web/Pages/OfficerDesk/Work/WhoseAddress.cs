using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Pages.OfficerDesk.Work;

/// <summary>Whose work a queue shows, as addresses hold it: <c>viec</c>.</summary>
internal static class WhoseAddress
{
    public const string Key = "viec";

    public static Whose Read(IQueryCollection query, Whose usual = Whose.All) => query[Key].ToString() switch
    {
        "tat-ca" => Whose.All,
        "toi" => Whose.Mine,
        "chua-nhan" => Whose.Nobody,
        _ => usual,
    };

    public static string Write(Whose whose) => whose switch { Whose.All => "tat-ca", Whose.Mine => "toi", Whose.Nobody => "chua-nhan" };

    /// <summary>Nothing for what the page shows anyway.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Values(Whose whose, Whose usual = Whose.All) => whose == usual ? [] : [KeyValuePair.Create(Key, (string?)Write(whose))];
}
