namespace OcopMarket.Web.Pages.Shop.Catalogue;

/// <summary>The addresses of one filter's choices; the part that all share is written once.</summary>
/// <param name="prefix">Everything up to the value of the choice.</param>
/// <param name="chosen">Values chosen now.</param>
public sealed class ChoiceLinks(string prefix, IReadOnlyList<string> chosen, string key)
{
    /// <summary>The list with this choice too, or without it when it is chosen.</summary>
    public string Toggle(string value)
    {
        if (chosen.Count == 0)
        {
            return prefix + value;
        }

        var left = chosen.Contains(value) ? chosen.Where(c => c != value) : chosen.Append(value);
        var values = string.Join($"&{key}=", left);
        return values.Length > 0 ? prefix + values : prefix[..^(key.Length + 2)];
    }
}
