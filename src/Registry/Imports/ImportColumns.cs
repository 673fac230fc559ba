using OcopMarket.Platform;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Registry.Imports;

/// <summary>Columns of the registry file, in the order of the export.</summary>
internal enum ImportColumn
{
    CertificateNumber,
    OcopCode,
    ProductName,
    Subgroup,
    Stars,
    ProducerName,
    ProducerType,
    TaxCode,
    CommuneCode,
    Commune,
    District,
    Province,
    Address,
    Phone,
    Email,
    DecisionNumber,
    DecisionDate,
    IssuedBy,
    AuthorityLevel,
    IssuedOn,
    ValidThrough,
    Packings,
    Note,
}

/// <summary>Where each column stands in a file. Names in any order, in upper or lower case; what is missing or unknown is named.</summary>
internal sealed class ImportHeader
{
    /// <summary>What the file of refused rows adds; such a file may be brought back after mending.</summary>
    public static readonly IReadOnlyList<string> OfRefusedRows = ["row", "cell", "reason_code", "reason"];

    public static readonly IReadOnlyList<string> Names = [.. Enum.GetValues<ImportColumn>().Select(Name)];

    private static readonly ImportColumn[] RequiredForCertificates =
    [
        ImportColumn.CertificateNumber, ImportColumn.ProductName, ImportColumn.Subgroup, ImportColumn.Stars, ImportColumn.ProducerName,
        ImportColumn.ProducerType, ImportColumn.IssuedBy, ImportColumn.AuthorityLevel, ImportColumn.IssuedOn,
    ];

    private static readonly ImportColumn[] RequiredForPlans = [ImportColumn.ProductName];

    private readonly Dictionary<ImportColumn, int> _at;

    private ImportHeader(Dictionary<ImportColumn, int> at, IReadOnlyList<(int Column, string Name)> written) => (_at, Written) = (at, written);

    /// <summary>The file's own columns as written, without those that a file of refused rows has more.</summary>
    public IReadOnlyList<(int Column, string Name)> Written { get; }

    public bool Has(ImportColumn column) => _at.ContainsKey(column);

    /// <summary>Column in the file, from 0; -1 when the file has none.</summary>
    public int At(ImportColumn column) => _at.GetValueOrDefault(column, -1);

    public static string Name(ImportColumn column) => string.Concat(column.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <param name="columns">What a person said of the file's columns, by their place from 0; columns left out are not read. Null: the names say it.</param>
    public static Result<ImportHeader> Read(TableRow header, bool planned, IReadOnlyDictionary<int, string>? columns = null)
    {
        var at = new Dictionary<ImportColumn, int>();
        var (written, unknown) = (new List<(int, string)>(), new List<string>());
        for (var i = 0; i < header.Cells.Count; i++)
        {
            var name = columns is null ? header[i].Text.Trim() : columns.GetValueOrDefault(i, "");
            if (name.Length == 0 || OfRefusedRows.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            written.Add((i, columns is null ? name : header[i].Text.Trim()));
            var column = Names.ToList().FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (column < 0 || !at.TryAdd((ImportColumn)column, i))
            {
                unknown.Add(name);
            }
        }

        var missing = (planned ? RequiredForPlans : RequiredForCertificates).Where(c => !at.ContainsKey(c)).Select(Name).ToList();
        if (!at.ContainsKey(ImportColumn.CommuneCode))
        {
            missing.AddRange(new[] { ImportColumn.Commune, ImportColumn.Province }.Where(c => !at.ContainsKey(c)).Select(Name));
        }

        return missing.Count + unknown.Count > 0 ? RegistryRefusals.HeaderWrong(string.Join(", ", missing), string.Join(", ", unknown)) : new ImportHeader(at, written);
    }
}
