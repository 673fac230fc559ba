using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;

namespace OcopMarket.Registry.Imports;

/// <summary>How a person says a table is to be read whose columns are not named as the registry file names them.</summary>
/// <param name="Columns">The registry's column by the place of the file's, from 0; null: as the header names them.</param>
/// <param name="FillDown">A blank commune, district or province means the one above: the cells were merged.</param>
/// <param name="District">Of every row, where the table has no such column.</param>
/// <param name="Province">Likewise.</param>
public sealed record ImportLayout(IReadOnlyDictionary<int, string>? Columns = null, bool FillDown = false, string District = "", string Province = "")
{
    internal static readonly ImportLayout AsNamed = new();

    private static readonly ImportColumn[] Places = [ImportColumn.Commune, ImportColumn.District, ImportColumn.Province];

    // What offices call the columns; folded, without what stands in brackets.
    private static readonly (ImportColumn Column, string[] Names)[] Known =
    [
        (ImportColumn.CertificateNumber, ["so giay chung nhan", "so gcn", "giay chung nhan", "so chung nhan"]),
        (ImportColumn.OcopCode, ["ma so san pham", "ma san pham", "ma ocop", "ma so ocop"]),
        (ImportColumn.ProductName, ["ten san pham", "san pham", "danh muc san pham", "san pham ocop", "ten san pham ocop"]),
        (ImportColumn.Subgroup, ["bo san pham", "bo", "phan nhom", "ma bo"]),
        (ImportColumn.Stars, ["so sao", "sao", "hang sao", "phan hang", "hang", "ket qua phan hang"]),
        (ImportColumn.ProducerName, ["ten chu the", "chu the", "chu the san xuat", "ten co so", "don vi", "co so san xuat"]),
        (ImportColumn.ProducerType, ["loai hinh", "loai hinh chu the", "loai chu the", "hinh thuc to chuc"]),
        (ImportColumn.TaxCode, ["ma so thue", "mst"]),
        (ImportColumn.CommuneCode, ["ma xa", "ma don vi hanh chinh", "ma xa phuong"]),
        (ImportColumn.Commune, ["xa", "xa phuong", "xa thi tran", "xa phuong dac khu", "xa phuong thi tran", "ten xa", "dia phuong"]),
        (ImportColumn.District, ["huyen", "quan huyen", "huyen thi xa"]),
        (ImportColumn.Province, ["tinh", "tinh thanh pho", "tinh thanh"]),
        (ImportColumn.Address, ["dia chi", "dia chi san xuat"]),
        (ImportColumn.Phone, ["dien thoai", "so dien thoai", "sdt"]),
        (ImportColumn.Email, ["thu dien tu", "hop thu"]),
        (ImportColumn.DecisionNumber, ["so quyet dinh", "quyet dinh", "quyet dinh cong nhan"]),
        (ImportColumn.DecisionDate, ["ngay quyet dinh", "ngay ky"]),
        (ImportColumn.IssuedBy, ["co quan cap", "noi cap", "don vi cap", "cap boi"]),
        (ImportColumn.AuthorityLevel, ["cap", "cap cong nhan", "cap cap"]),
        (ImportColumn.IssuedOn, ["ngay cap", "ngay cong nhan"]),
        (ImportColumn.ValidThrough, ["ngay het han", "het han", "thoi han", "hieu luc den", "hieu luc den het", "co gia tri den"]),
        (ImportColumn.Packings, ["quy cach", "quy cach dong goi", "quy cach tren giay"]),
        (ImportColumn.Note, ["ghi chu"]),
    ];

    /// <summary>The registry's column names, in their order.</summary>
    public static IReadOnlyList<string> Names => ImportHeader.Names;

    /// <summary>Which column a name in a file probably means; null when nothing says it.</summary>
    public static string? Guess(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (ImportHeader.Names.FirstOrDefault(n => n.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return exact;
        }

        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        var folded = VietnameseText.Fold(bracket > 0 ? name[..bracket] : name);
        return Known.Where(k => k.Names.Contains(folded)).Select(k => ImportHeader.Name(k.Column)).FirstOrDefault();
    }

    internal Result<ImportHeader> ReadHeader(TableRow header, bool planned)
    {
        // What every row shares stands past the file's last column.
        var columns = Columns;
        var (district, province) = (VietnameseText.Clean(District), VietnameseText.Clean(Province));
        if (columns is not null && (district.Length > 0 || province.Length > 0))
        {
            var more = columns.ToDictionary();
            if (district.Length > 0 && !columns.Values.Contains(ImportHeader.Name(ImportColumn.District)))
            {
                more[header.Cells.Count] = ImportHeader.Name(ImportColumn.District);
            }

            if (province.Length > 0 && !columns.Values.Contains(ImportHeader.Name(ImportColumn.Province)))
            {
                more[header.Cells.Count + 1] = ImportHeader.Name(ImportColumn.Province);
            }

            columns = more;
            header = header with { Cells = [.. header.Cells, new TableCell(district), new TableCell(province)] };
        }

        return ImportHeader.Read(header, planned, columns);
    }

    /// <summary>The row with what it leaves to the row above, and with what all rows share.</summary>
    internal TableRow Complete(TableRow row, TableRow? above, ImportHeader header)
    {
        if (Columns is null && !FillDown)
        {
            return row;
        }

        var cells = row.Cells.ToList();
        if (FillDown && above is not null)
        {
            // A commune of its own begins a new place; only a row without one belongs to the row above.
            foreach (var at in Places.Select(header.At).Where(at => at >= 0))
            {
                while (cells.Count <= at)
                {
                    cells.Add(TableCell.Empty);
                }

                cells[at] = cells[at].IsBlank ? above[at] : cells[at];
            }
        }

        foreach (var (at, text) in new[] { (header.At(ImportColumn.District), District), (header.At(ImportColumn.Province), Province) })
        {
            if (Columns is not null && at >= 0 && !Columns.ContainsKey(at))
            {
                while (cells.Count <= at)
                {
                    cells.Add(TableCell.Empty);
                }

                cells[at] = new TableCell(VietnameseText.Clean(text));
            }
        }

        return row with { Cells = cells };
    }
}
