using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Gifts;

/// <summary>
/// Reads lists of recipients: a first row of headings (in any order, Vietnamese or English, with or without marks) or none, then name, phone, address,
/// commune, province, number of pieces, message. Older places are understood, divided ones asked about. Cells with formulas are refused.
/// </summary>
public sealed class RecipientSheets(AreaDirectory areas)
{
    /// <summary>As many places are offered to choose from; more means that only a province was written.</summary>
    private const int MostCandidates = 60;

    private const int Name = 0, Phone = 1, Street = 2, CommuneName = 3, District = 4, ProvinceName = 5, Pieces = 6, Message = 7, Gift = 8, Day = 9, Email = 10, Columns = 11;

    private static readonly string[][] Headings =
    [
        ["ten", "ho ten", "ho va ten", "nguoi nhan", "ten nguoi nhan", "name", "full name", "recipient"],
        ["dien thoai", "so dien thoai", "sdt", "phone", "phone number", "mobile", "tel"],
        ["dia chi", "so nha", "so nha duong", "so nha duong thon xom", "address", "street", "house street hamlet"],
        ["xa", "phuong", "xa phuong", "phuong xa", "xa phuong dac khu", "commune", "ward", "commune or ward"],
        ["huyen", "quan", "huyen quan", "quan huyen", "huyen cu", "quan huyen cu", "huyen quan cu", "district", "former district"],
        ["tinh", "thanh pho", "tinh thanh", "tinh thanh pho", "province", "city", "province or city"],
        ["so luong", "sl", "so phan", "so phan qua", "gifts", "moi mon", "so luong moi mon", "quantity", "qty", "pieces", "pieces of each"],
        ["loi nhan", "loi chuc", "message", "greeting"],
        ["qua", "loai qua", "mon qua", "suat qua", "gift", "kind", "kind of gift"],
        ["ngay", "ngay nhan", "ngay giao", "ngay nhan qua", "ngay can co", "date", "day", "wanted on", "delivery date"],
        ["email", "e mail", "mail", "thu dien tu", "dia chi email", "email nguoi nhan"],
    ];

    private static readonly string[] DayForms = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    // Without headings there is no column for a district of before.
    private static readonly int[] UsualOrder = [Name, Phone, Street, CommuneName, ProvinceName, Pieces, Message, Gift, Day, Email];

    /// <summary>Turns a file into text that a page can show, change and check.</summary>
    public static Result<string> TextOf(Stream file)
    {
        var opened = TableFile.Open(file);
        if (opened.Refusal is { } refusal)
        {
            return refusal;
        }

        using var table = opened.Value;
        var text = new StringBuilder(Line(table.Header));
        var last = table.Header.Number;
        while (table.Read())
        {
            if (table.Row.Number > Recipient.Most + 1)
            {
                return GiftRefusals.SheetTooLong(Recipient.Most);
            }

            text.Append('\n', table.Row.Number - last).Append(Line(table.Row)); // blank rows stay, so that numbers are those of the spreadsheet
            last = table.Row.Number;
        }

        return table.Refusal is { } broken ? broken : table.MergedCells is { } merged ? GiftRefusals.SheetMerged(merged) : text.ToString();
    }

    /// <param name="text">Cells separated by tabs (as spreadsheets copy them), semicolons or commas.</param>
    /// <param name="places">Answers to what was asked: code of a commune by <see cref="RecipientRow.PlaceKey"/>.</param>
    /// <param name="gifts">
    /// Null where everybody gets the same at the same time: columns of gifts, days and e-mail are not read. Else a row may leave the address to its receiver, by naming the province alone.
    /// </param>
    public Result<RecipientSheet> Read(string? text, IReadOnlyDictionary<string, string> places, IReadOnlyList<GoodsColumn> goods, IReadOnlyList<KnownRecipient> known, SheetGifts? gifts = null)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(goods);
        ArgumentNullException.ThrowIfNull(known);
        var clean = (text ?? "").ReplaceLineEndings("\n").TrimEnd();
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(SeparatorNote(clean) + clean));
        var opened = TableFile.Open(bytes);
        if (opened.Refusal is { } refusal)
        {
            return refusal;
        }

        using var table = opened.Value;
        var headed = HeadingsOf(table.Header, goods);
        var (columns, own) = headed ?? (Positions(), []);
        var (rows, rest, met) = (new List<RecipientRow>(), new List<string>(), known.ToDictionary(KeyOf, _ => 0, StringComparer.Ordinal));
        var more = headed is null || table.Read();
        for (var row = headed is null ? table.Header : table.Row; more; more = table.Read(), row = table.Row)
        {
            if (rows.Count == Recipient.Most)
            {
                return GiftRefusals.SheetTooLong(Recipient.Most);
            }

            var read = Judge(row, columns, own, places, goods, gifts, met);
            rows.Add(read);
            if (!read.IsGood)
            {
                rest.Add(Line(row));
            }
        }

        return table.Refusal is { } broken ? broken
            : new RecipientSheet(rows, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clean))), rest.Count == 0 ? "" : string.Join('\n', headed is null ? rest : rest.Prepend(Line(table.Header))));
    }

    /// <summary>A workbook to fill in: headings and one example, with a column for each of the goods.</summary>
    public static async Task WriteTemplateAsync(Stream to, IReadOnlyList<string> headings, IReadOnlyList<string> example, IReadOnlyList<GoodsColumn> goods, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(goods);
        var several = goods.Count > 1 ? goods : []; // with one product the number of pieces says it
        await using var table = await TableWriter.CreateAsync(to, TableFormat.Xlsx, [.. headings, .. several.Select(g => g.Title)], ct);
        await table.WriteAsync([.. example, .. several.Select(_ => "")], ct);
    }

    private RecipientRow Judge(TableRow row, int[] columns, IReadOnlyList<(int Column, GoodsColumn Goods)> own, IReadOnlyDictionary<string, string> places, IReadOnlyList<GoodsColumn> goods, SheetGifts? gifts, Dictionary<string, int> met)
    {
        string Cell(int which) => columns[which] >= 0 ? row[columns[which]].Text.Trim() : "";
        var (name, written, street) = (VietnameseText.Clean(Cell(Name)), Cell(Phone), VietnameseText.Clean(Cell(Street)));
        var (commune, district, province) = (VietnameseText.Clean(Cell(CommuneName)), VietnameseText.Clean(Cell(District)), VietnameseText.Clean(Cell(ProvinceName)));
        if (commune.Length == 0 && province.Length == 0)
        {
            (street, commune, district, province) = TakeApart(street);
        }

        var asks = gifts is not null && street.Length == 0 && commune.Length == 0;
        var (phone, mail) = (PhoneOf(written), asks ? VietnameseText.Clean(Cell(Email)) : "");
        var message = ContactText.Message(Cell(Message)) is { Length: > 0 } said ? said : null;
        var place = string.Join(", ", new[] { commune, district, province }.Where(part => part.Length > 0));
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..16];
        var quantities = new Dictionary<Guid, int>();
        var (gift, day) = (0, (DateOnly?)null);
        var wrong = row.Cells.Where(c => c.IsFormula).Select(c => GiftRefusals.SheetRowFormula(c.Text.Length <= 60 ? c.Text : c.Text[..60])).FirstOrDefault()
            ?? (name.Length is 0 or > Cart.LongestName ? GiftRefusals.RecipientNameWrong(Cart.LongestName)
                : phone is null && !(asks && written.Length == 0) ? GiftRefusals.PhoneWrong(written.Length <= 60 ? written : written[..60])
                : asks && province.Length == 0 ? GiftRefusals.SheetAddressMissing()
                : mail.Length > 0 && ContactText.Email(mail) is null ? CheckoutRefusals.EmailWrong(mail.Length <= 60 ? mail : mail[..60])
                : !asks && street.Length is 0 or > Recipient.LongestAddress ? GiftRefusals.StreetWrong(Recipient.LongestAddress)
                : message is not null && (ContactText.LengthSeen(message) > AnswerMessages.LongestOnCard || message.Length > Cart.LongestMessage)
                    ? GiftRefusals.MessageTooLong(AnswerMessages.LongestOnCard, ContactText.LengthSeen(message))
                : CountPieces(row, Cell(Pieces), own, goods, quantities)
                    ?? GiftOf(gifts, Cell(Gift), Cell(Day), out gift, out day)
                    ?? (!asks && (commune.Length == 0 || province.Length == 0) ? GiftRefusals.SheetPlaceMissing() : null));
        RecipientRow Of(Commune? at, string? former, IReadOnlyList<Commune> candidates, bool split, Refusal? refusal)
            => new(row.Number, name, phone ?? written, street, place, at, former, candidates, split, key, message, quantities, refusal) { Gift = gift, WantedOn = day, Email = mail.Length > 0 ? ContactText.Email(mail) : null };
        if (wrong is not null)
        {
            return Of(null, null, [], false, wrong);
        }

        var twin = KeyOf(new(name, phone, asks ? mail : street));
        if (!met.TryAdd(twin, row.Number))
        {
            return Of(null, null, [], false, met[twin] == 0 ? GiftRefusals.RecipientThere(name) : GiftRefusals.SheetRowTwice(met[twin]));
        }

        if (asks)
        {
            return areas.ResolveProvince(province) is { } lives ? Of(null, null, [], false, null) with { AskedIn = lives } : Of(null, null, [], false, GiftRefusals.PlaceUnknown(place));
        }

        return areas.Resolve(commune, district.Length == 0 ? null : district, province) switch
        {
            AreaResolution.Found found => Of(found.Commune, found.FormerName, [], false, null),
            AreaResolution.Ambiguous several when several.Candidates.FirstOrDefault(c => c.Code == places.GetValueOrDefault(key)) is { } chosen => Of(chosen, place, several.Candidates, false, null),
            AreaResolution.Ambiguous { Candidates.Count: <= MostCandidates } several => Of(null, null, several.Candidates, several.Reason is AreaAmbiguity.SplitUnit, null),
            _ => Of(null, null, [], false, GiftRefusals.PlaceUnknown(place)),
        };
    }

    private static Refusal? GiftOf(SheetGifts? gifts, string kind, string written, out int gift, out DateOnly? day)
    {
        (gift, day) = (0, null);
        if (gifts is null)
        {
            return null;
        }

        if (gifts.Find(VietnameseText.Clean(kind)) is not { } found)
        {
            return GiftRefusals.SheetGiftUnknown(kind.Length <= 60 ? kind : kind[..60]);
        }

        if (written.Length > 0)
        {
            if (!DateOnly.TryParseExact(written.Split(' ')[0], DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            {
                return GiftRefusals.SheetDayWrong(written.Length <= 60 ? written : written[..60]);
            }

            if (read < gifts.First)
            {
                return GiftRefusals.SheetDayOver(read);
            }

            day = read;
        }

        gift = found;
        return null;
    }

    private static Refusal? CountPieces(TableRow row, string ofEach, IReadOnlyList<(int Column, GoodsColumn Goods)> own, IReadOnlyList<GoodsColumn> goods, Dictionary<Guid, int> quantities)
    {
        if (ofEach.Length > 0)
        {
            if (!int.TryParse(ofEach, out var pieces) || pieces is < 1 or > CartLine.Most)
            {
                return GiftRefusals.QuantityWrong(CartLine.Most);
            }

            foreach (var line in goods)
            {
                quantities[line.Line] = pieces;
            }
        }

        foreach (var (column, line) in own)
        {
            var typed = row[column].Text.Trim();
            if (typed.Length == 0)
            {
                continue;
            }

            if (!int.TryParse(typed, out var pieces) || pieces is < 0 or > CartLine.Most)
            {
                return GiftRefusals.QuantityWrong(CartLine.Most);
            }

            quantities[line.Line] = pieces;
        }

        // Somebody who gets nothing is no recipient.
        return goods.Count > 0 && goods.All(g => quantities.GetValueOrDefault(g.Line, g.Quantity) == 0) ? GiftRefusals.QuantityWrong(CartLine.Most) : null;
    }

    // "12 Trần Phú, phường Hàng Bài, quận Hoàn Kiếm, Hà Nội" in one cell.
    private (string Street, string Commune, string District, string Province) TakeApart(string address)
    {
        var parts = address.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3 || areas.ResolveProvince(parts[^1]) is null)
        {
            return (address, "", "", "");
        }

        return parts.Length > 3 && areas.Resolve(parts[^3], parts[^2], parts[^1]) is not AreaResolution.Unknown
            ? (string.Join(", ", parts[..^3]), parts[^3], parts[^2], parts[^1])
            : (string.Join(", ", parts[..^2]), parts[^2], "", parts[^1]);
    }

    // A spreadsheet that took the number for a figure dropped its leading zero.
    private static string? PhoneOf(string written)
        => ContactText.Phone(written) ?? (written.Length == 9 && written.All(char.IsAsciiDigit) && written[0] is '3' or '5' or '7' or '8' or '9' ? ContactText.Phone("0" + written) : null);

    internal static string KeyOf(KnownRecipient person) => $"{VietnameseText.Fold(person.Name)}|{person.Phone}|{VietnameseText.Fold(person.Street)}";

    private static (int[] Columns, List<(int Column, GoodsColumn Goods)> Own)? HeadingsOf(TableRow header, IReadOnlyList<GoodsColumn> goods)
    {
        var (columns, own) = (Enumerable.Repeat(-1, Columns).ToArray(), new List<(int, GoodsColumn)>());
        for (var i = 0; i < header.Cells.Count; i++)
        {
            var title = VietnameseText.Clean(header[i].Text);
            var folded = string.Join(' ', VietnameseText.Fold(title).Split([' ', ',', '.', '/', '(', ')', ':', '*', '-'], StringSplitOptions.RemoveEmptyEntries));
            var which = Array.FindIndex(Headings, names => names.Contains(folded));
            if (goods.FirstOrDefault(g => VietnameseText.Exact(g.Title) == VietnameseText.Exact(title)) is { } line)
            {
                own.Add((i, line));
            }
            else if (which >= 0 && columns[which] < 0)
            {
                columns[which] = i;
            }
        }

        return columns[Name] >= 0 && columns[Phone] >= 0 ? (columns, own) : null;
    }

    private static int[] Positions()
    {
        var columns = Enumerable.Repeat(-1, Columns).ToArray();
        foreach (var (which, i) in UsualOrder.Select((which, i) => (which, i)))
        {
            columns[which] = i;
        }

        return columns;
    }

    // Addresses hold commas, so a tab in the first row settles what separates.
    private static string SeparatorNote(string text)
    {
        var first = text.TrimStart('\n').Split('\n', 2)[0];
        return first.Contains('\t', StringComparison.Ordinal) ? "sep=\t\n" : first.Contains(';', StringComparison.Ordinal) ? "sep=;\n" : "";
    }

    private static string Line(TableRow row) => string.Join('\t', row.Cells.Select(c => Quote(c.Text)));

    private static string Quote(string cell)
        => cell.AsSpan().IndexOfAny("\t\n\r\"") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
