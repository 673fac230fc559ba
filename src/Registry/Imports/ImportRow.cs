using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

/// <summary>The commune of today, and how the paper says it where that is something else.</summary>
internal sealed record ImportPlace(string CommuneCode, string ProvinceCode, string? Written);

/// <summary>A row of the registry file, read and found sound in itself. Null in an optional field: the file says nothing.</summary>
internal sealed record CertificateRow(
    int Row, string Number, string? OcopCode, string Product, int Set, int Stars, string Producer, ProducerType Type, string? TaxCode, ImportPlace Place,
    string? Address, string? Phone, string? Email, string? DecisionNumber, DateOnly? DecisionDate, string Issuer, AuthorityLevel Level,
    DateOnly IssuedOn, DateOnly? ValidThrough, IReadOnlyList<string> Packings, string? Note);

/// <summary>A row of a plan: a product that is to be certified one day.</summary>
internal sealed record PlannedRow(int Row, string Product, int? Set, int? Stars, string? Producer, ImportPlace Place, string? Note);

/// <summary>Reads the cells of one row and collects everything that is wrong with them.</summary>
internal sealed partial class ImportRow(ImportHeader header, TableRow row, AreaDirectory areas, DateOnly today)
{
    private static readonly DateOnly FirstDay = new(2013, 1, 1); // Quảng Ninh began the programme in 2013

    private static readonly string[] BeforeANumberOfOneProduct = ["bo", "combo", "set", "hop", "gio", "qua"];

    private readonly List<ImportProblem> _problems = [];

    public TableRow Source => row;

    public IReadOnlyList<ImportProblem> Problems => _problems;

    /// <summary>Only the place is in doubt: a person who knows it may say.</summary>
    public bool IsDoubtOnly { get; private set; }

    public string Number => Raw(ImportColumn.CertificateNumber);

    public string Product => Raw(ImportColumn.ProductName);

    public string Producer => Raw(ImportColumn.ProducerName);

    /// <summary>The commune as written, for the control totals of the paper.</summary>
    public (string Commune, string District, string Province) Written => (Raw(ImportColumn.Commune), Raw(ImportColumn.District), Raw(ImportColumn.Province));

    public bool Has(ImportColumn column) => header.Has(column);

    private string Cell(ImportColumn column) => header.At(column) is >= 0 and var at ? row.Address(at) : row.Address(0);

    public ImportProblem Problem(ImportColumn column, Refusal reason) => new(reason, Cell(column));

    public CertificateRow? ReadCertificate()
    {
        RefuseFormulas();
        var number = Text(ImportColumn.CertificateNumber, 100, required: true);
        if (number is not null && Certificate.Key(number).Length == 0)
        {
            Refuse(ImportColumn.CertificateNumber, RegistryRefusals.ImportMissing(ImportHeader.Name(ImportColumn.CertificateNumber)));
        }

        var product = ProductName();
        var (set, stars) = (Whole(ImportColumn.Subgroup, 1, 26, RegistryRefusals.ImportSubgroup, required: true), Whole(ImportColumn.Stars, 3, 5, RegistryRefusals.ImportStars, required: true));
        var producer = Text(ImportColumn.ProducerName, 300, required: true);
        var type = Word<ProducerType>(ImportColumn.ProducerType, RegistryRefusals.ImportProducerType);
        var (taxCode, email) = (TaxCode(), Email());
        var place = Place();
        var (issuer, level) = (Text(ImportColumn.IssuedBy, 300, required: true), Word<AuthorityLevel>(ImportColumn.AuthorityLevel, RegistryRefusals.ImportAuthorityLevel));
        var (issuedOn, through, decided) = (Date(ImportColumn.IssuedOn, today.AddYears(1), required: true), Date(ImportColumn.ValidThrough, today.AddYears(10)), Date(ImportColumn.DecisionDate, today.AddYears(1)));
        if (through < issuedOn)
        {
            Refuse(ImportColumn.ValidThrough, RegistryRefusals.ImportEndsBeforeIssue(through.Value, issuedOn.Value));
        }

        var (code, address, phone) = (Text(ImportColumn.OcopCode, 60), Text(ImportColumn.Address, 500), Text(ImportColumn.Phone, 40));
        var (decision, note) = (Text(ImportColumn.DecisionNumber, 100), Text(ImportColumn.Note, 2000));
        return _problems.Count > 0 ? null : new CertificateRow(
            row.Number, number!, code, product!, set!.Value, stars!.Value, producer!, type!.Value, taxCode, place!,
            address, phone, email, decision, decided, issuer!, level!.Value, issuedOn!.Value, through, Packings(), note);
    }

    public PlannedRow? ReadPlanned()
    {
        RefuseFormulas();
        var product = ProductName();
        var (set, stars) = (Whole(ImportColumn.Subgroup, 1, 26, RegistryRefusals.ImportSubgroup), Whole(ImportColumn.Stars, 3, 5, RegistryRefusals.ImportStars));
        var (producer, note, place) = (Text(ImportColumn.ProducerName, 300), Text(ImportColumn.Note, 1000), Place());
        return _problems.Count > 0 ? null : new PlannedRow(row.Number, product!, set, stars, producer, place!, note);
    }

    private string Raw(ImportColumn column) => VietnameseText.Clean(row[header.At(column)].Text);

    private void Refuse(ImportColumn column, Refusal reason) => _problems.Add(Problem(column, reason));

    private void RefuseFormulas()
    {
        foreach (var (column, _) in header.Written)
        {
            var cell = row[column];
            if (cell.IsFormula || Formula.IsLikely(cell.Text))
            {
                _problems.Add(new(RegistryRefusals.ImportFormula(cell.Text), row.Address(column)));
            }
        }
    }

    private string? Text(ImportColumn column, int longest, bool required = false)
    {
        var text = Raw(column);
        if (text.Length == 0 && required)
        {
            Refuse(column, RegistryRefusals.ImportMissing(ImportHeader.Name(column)));
        }

        if (text.Length > longest || VietnameseText.Fold(text).Length > longest)
        {
            Refuse(column, RegistryRefusals.ImportTooLong(ImportHeader.Name(column), longest));
        }

        return text.Length == 0 ? null : text;
    }

    private string? ProductName()
    {
        var name = Text(ImportColumn.ProductName, 300, required: true);
        if (name is not null && IsSeveral(name))
        {
            Refuse(ImportColumn.ProductName, RegistryRefusals.ImportSeveralProducts(name));
        }

        return name;
    }

    // "Dưa lưới (2 sản phẩm)"; but a set of six products sold as one (bộ 6 sản phẩm) is one.
    private static bool IsSeveral(string name)
    {
        var several = SeveralProducts().Match(VietnameseText.Fold(name));
        return name.Contains(';', StringComparison.Ordinal) || (several.Success && !BeforeANumberOfOneProduct.Contains(several.Groups["before"].Value));
    }

    private int? Whole(ImportColumn column, int least, int most, Func<string, Refusal> refusal, bool required = false)
    {
        if (Text(column, 100, required) is not { } text)
        {
            return null;
        }

        // "4 sao", as papers have it
        var digits = column is ImportColumn.Stars && VietnameseText.Fold(text) is ['3' or '4' or '5', ' ', 's', 'a', 'o'] ? text[..1] : text;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(column, refusal(text));
        return null;
    }

    private TWord? Word<TWord>(ImportColumn column, Func<string, string, Refusal> refusal) where TWord : struct, Enum
    {
        if (Text(column, 100, required: true) is not { } text)
        {
            return null;
        }

        foreach (var word in Enum.GetValues<TWord>())
        {
            if (ImportWords.Means(word, text))
            {
                return word;
            }
        }

        Refuse(column, refusal(text, string.Join(", ", Enum.GetValues<TWord>().Select(ImportWords.Of))));
        return null;
    }

    private string? TaxCode()
    {
        if (Text(ImportColumn.TaxCode, 100) is not { } text)
        {
            return null;
        }

        if (ContactText.TaxCode(text) is { } code)
        {
            return code;
        }

        Refuse(ImportColumn.TaxCode, RegistryRefusals.ImportTaxCode(text));
        return null;
    }

    private string? Email()
    {
        if (Text(ImportColumn.Email, 200) is { } text && !(MailAddress.TryCreate(text, out var address) && address.Address == text && EmailShape().IsMatch(text)))
        {
            Refuse(ImportColumn.Email, RegistryRefusals.ImportEmail(text));
            return null;
        }

        return Raw(ImportColumn.Email) is { Length: > 0 } email ? email : null;
    }

    private DateOnly? Date(ImportColumn column, DateOnly last, bool required = false)
    {
        if (Text(column, 100, required) is not { } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Refuse(column, RegistryRefusals.ImportDate(text));
            return null;
        }

        if (date < FirstDay || date > last)
        {
            Refuse(column, RegistryRefusals.ImportDateOutOfRange(date, FirstDay, last));
        }

        return date;
    }

    private IReadOnlyList<string> Packings()
        => [.. row[header.At(ImportColumn.Packings)].Text.Split(';').Select(VietnameseText.Clean).Where(p => Certificate.PackingKey(p).Length > 0).DistinctBy(Certificate.PackingKey)];

    private ImportPlace? Place()
    {
        var (commune, district, province) = (Text(ImportColumn.Commune, 150), Text(ImportColumn.District, 150), Text(ImportColumn.Province, 150));
        var written = ImportWords.Place(commune, district, province);
        if (Text(ImportColumn.CommuneCode, 100) is { } code)
        {
            return PlaceOfCode(code.PadLeft(5, '0'), commune, district, province, written);
        }

        if (written.Length == 0)
        {
            Refuse(header.Has(ImportColumn.Commune) ? ImportColumn.Commune : ImportColumn.CommuneCode,
                RegistryRefusals.ImportMissing(ImportHeader.Name(header.Has(ImportColumn.Commune) ? ImportColumn.Commune : ImportColumn.CommuneCode)));
            return null;
        }

        switch (areas.Resolve(commune, district, province))
        {
            case AreaResolution.Found found:
                return PlaceIn(found.Commune, commune, district, province, written);
            case AreaResolution.Ambiguous doubt:
                IsDoubtOnly = _problems.Count == 0;
                var candidates = string.Join("; ", doubt.Candidates.Take(10).Select(c => $"{c.FullName} ({c.Code})"));
                Refuse(ImportColumn.Commune, doubt.Reason is AreaAmbiguity.SplitUnit ? RegistryRefusals.ImportCommuneSplit(written, candidates) : RegistryRefusals.ImportPlaceAmbiguous(written, candidates));
                return null;
            default:
                Refuse(ImportColumn.Commune, RegistryRefusals.ImportPlaceUnknown(written));
                return null;
        }
    }

    // A spreadsheet takes leading zeros away.
    private ImportPlace? PlaceOfCode(string code, string? commune, string? district, string? province, string written)
    {
        if (areas.FindCommune(code) is not { } found)
        {
            Refuse(ImportColumn.CommuneCode, RegistryRefusals.ImportPlaceUnknown(code));
            return null;
        }

        var agrees = commune is null && district is null
            ? province is null || areas.ResolveProvince(province)?.Code == found.ProvinceCode
            : areas.Resolve(commune, district, province) switch
            {
                AreaResolution.Found named => named.Commune.Code == found.Code,
                AreaResolution.Ambiguous doubt => doubt.Candidates.Any(c => c.Code == found.Code),
                _ => false,
            };
        if (!agrees)
        {
            Refuse(ImportColumn.CommuneCode, RegistryRefusals.ImportPlaceDisagrees(ImportWords.Place(found, areas), written));
            return null;
        }

        return PlaceIn(found, commune, district, province, written);
    }

    private ImportPlace PlaceIn(Commune found, string? commune, string? district, string? province, string written)
        => new(found.Code, found.ProvinceCode, commune is null || VietnameseText.Exact(written) == VietnameseText.Exact(ImportWords.Place(found, areas)) ? null : ImportWords.Place(commune, district, province));

    [GeneratedRegex(@"(?:(?<before>[a-z]+) |^)0*(?:[2-9]|[1-9]\d+) (?:san pham|sp)(?: |$)")]
    private static partial Regex SeveralProducts();

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$")]
    private static partial Regex EmailShape();
}

/// <summary>How the registry file writes things.</summary>
internal static class ImportWords
{
    /// <summary>A word of a list: <c>cooperative_group</c>.</summary>
    public static string Of<TWord>(TWord word) where TWord : struct, Enum
        => string.Concat(word.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    // How offices write them in their own tables; folded.
    private static readonly Dictionary<Enum, string[]> Written = new()
    {
        [ProducerType.Cooperative] = ["hop tac xa", "htx"],
        [ProducerType.CooperativeGroup] = ["to hop tac", "tht"],
        [ProducerType.Enterprise] = ["doanh nghiep", "cong ty", "dntn"],
        [ProducerType.Farm] = ["trang trai"],
        [ProducerType.Household] = ["ho kinh doanh", "ho san xuat", "co so san xuat", "ho gia dinh", "hkd", "cssx"],
        [ProducerType.Association] = ["hoi", "hiep hoi"],
        [AuthorityLevel.District] = ["huyen", "cap huyen"],
        [AuthorityLevel.Province] = ["tinh", "cap tinh", "thanh pho"],
        [AuthorityLevel.Ministry] = ["trung uong", "cap trung uong", "bo"],
    };

    /// <summary>Whether a cell says this word of a list: the file's own, or as offices write it.</summary>
    public static bool Means<TWord>(TWord word, string text) where TWord : struct, Enum
        => Of(word).Equals(text, StringComparison.OrdinalIgnoreCase) || (Written.TryGetValue(word, out var ways) && ways.Contains(VietnameseText.Fold(text)));

    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A place as one line; commas part its names.</summary>
    public static string Place(params string?[] names)
        => string.Join(", ", names.Where(n => !string.IsNullOrEmpty(n)).Select(n => n!.Replace(',', ' ')));

    public static string Place(Commune commune, AreaDirectory areas) => Place(commune.FullName, areas.FindProvince(commune.ProvinceCode)?.FullName);

    /// <summary>The names of a written place; null when it was not written by <see cref="Place(string?[])"/>.</summary>
    public static (string Commune, string District, string Province)? Names(string? written) => written?.Split(", ") switch
    {
        [var commune, var province] => (commune, "", province),
        [var commune, var district, var province] => (commune, district, province),
        _ => null,
    };
}
