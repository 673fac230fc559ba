using System.Text;

namespace OcopMarket.Tests.Support;

/// <summary>A registry file in the format of the import; a row of it names only what a test is about.</summary>
public sealed class RegistryFile
{
    private static readonly string[] Columns =
    [
        "certificate_number", "ocop_code", "product_name", "subgroup", "stars", "producer_name", "producer_type", "tax_code", "commune_code", "commune", "district", "province",
        "address", "phone", "email", "decision_number", "decision_date", "issued_by", "authority_level", "issued_on", "valid_through", "packings", "note",
    ];

    private readonly StringBuilder _text = new(string.Join(',', Columns) + "\r\n");

    /// <param name="other">Further columns and their values.</param>
    public RegistryFile With(
        string number, string product = "Mật ong bạc hà", string producer = "HTX Mèo Vạc", string issuedOn = "2025-01-15", string stars = "4",
        string set = "4", string commune = "00769", params (string Column, string Value)[] other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var values = new Dictionary<string, string>
        {
            ["certificate_number"] = number,
            ["product_name"] = product,
            ["producer_name"] = producer,
            ["issued_on"] = issuedOn,
            ["stars"] = stars,
            ["subgroup"] = set,
            ["commune_code"] = commune,
            ["producer_type"] = "cooperative",
            ["issued_by"] = "UBND tỉnh Hà Giang",
            ["authority_level"] = "province",
        };
        foreach (var (column, value) in other)
        {
            values[column] = Columns.Contains(column) ? value : throw new ArgumentException(column, nameof(other));
        }

        _text.AppendJoin(',', Columns.Select(c => $"\"{values.GetValueOrDefault(c, "").Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        return this;
    }

    public Stream ToStream() => new MemoryStream(Encoding.UTF8.GetBytes(_text.ToString()));
}
