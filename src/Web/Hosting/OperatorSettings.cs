namespace OcopMarket.Web.Hosting;

/// <summary>The legal entity that runs this installation (section <c>Market:Operator</c>); the law wants it on every page (law 122/2025/QH15).</summary>
public sealed record OperatorSettings
{
    public const string Section = "Market:Operator";

    public string? Name { get; init; }
    public string? TaxCode { get; init; }
    public string? Address { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>Number of the registration with the Ministry of Industry and Trade.</summary>
    public string? Registration { get; init; }

    public bool IsNamed => !string.IsNullOrWhiteSpace(Name);
}
