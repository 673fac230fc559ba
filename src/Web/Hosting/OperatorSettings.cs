using System.Net.Mail;
using System.Text.RegularExpressions;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Web.Hosting;

/// <summary>The legal entity that runs this installation; the law wants it on every page (law 122/2025/QH15). The configuration's section <c>Market:Operator</c> gives the defaults.</summary>
public static partial class OperatorSettings
{
    public static readonly Setting<string> Name = Setting.Words("operator.name", 200, "Market:Operator:Name");
    public static readonly Setting<string> TaxCode = Setting.Words("operator.tax_code", 20, "Market:Operator:TaxCode", code => TaxCodes().IsMatch(code));
    public static readonly Setting<string> Address = Setting.Words("operator.address", 300, "Market:Operator:Address");
    public static readonly Setting<string> Phone = Setting.Words("operator.phone", 30, "Market:Operator:Phone", phone => phone.Any(char.IsDigit) && phone.All(c => char.IsDigit(c) || c is ' ' or '+' or '-' or '.' or '(' or ')'));
    public static readonly Setting<string> Email = Setting.Words("operator.email", 200, "Market:Operator:Email", email => MailAddress.TryCreate(email, out var read) && read.Address == email);

    /// <summary>Number of the registration with the Ministry of Industry and Trade.</summary>
    public static readonly Setting<string> Registration = Setting.Words("operator.registration", 100, "Market:Operator:Registration");

    internal static IReadOnlyList<Setting<string>> All { get; } = [Name, TaxCode, Address, Phone, Email, Registration];

    [GeneratedRegex(@"^\d{10}(-?\d{3})?$")]
    private static partial Regex TaxCodes();
}
