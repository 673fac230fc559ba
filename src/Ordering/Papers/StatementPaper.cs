using System.Globalization;
using System.Resources;
using OcopMarket.Ordering.Books;
using OcopMarket.Platform;
using OcopMarket.Platform.Papers;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace OcopMarket.Ordering.Papers;

/// <summary>A statement on paper, A4 across: for producers' accountants and their banks.</summary>
public sealed class StatementPaper : IDisposable
{
    private const double Margin = 36, Line = 14, Small = 8, Normal = 9;

    private static readonly ResourceManager Texts = new("OcopMarket.Ordering.Papers.StatementTexts", typeof(StatementPaper).Assembly);
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    // Right edges of the columns of figures; the first two columns are text.
    private static readonly (string Name, double Right, Func<StatementRow, Money> Of)[] Columns =
    [
        ("Goods", 330, r => r.Goods), ("Shipping", 395, r => r.Shipping), ("Wrapping", 445, r => r.Wrapping), ("Discount", 505, r => r.Discount), ("Support", 570, r => r.Support),
        ("Fee", 630, r => r.Fee), ("Refund", 705, r => r.Refund), ("Net", 806, r => r.Net),
    ];

    private readonly PdfDocument _document = new();
    private readonly StatementContent _statement;
    private readonly CultureInfo _language;
    private XGraphics? _page;
    private double _y;

    private StatementPaper(StatementContent statement, CultureInfo language) => (_statement, _language) = (statement, language);

    /// <param name="language">Of the reader; figures are written the Vietnamese way in both.</param>
    public static byte[] Write(StatementContent statement, CultureInfo language)
    {
        ArgumentNullException.ThrowIfNull(statement);
        using var paper = new StatementPaper(statement, language);
        return paper.Write();
    }

    public void Dispose()
    {
        _page?.Dispose();
        _document.Dispose();
    }

    private byte[] Write()
    {
        _document.Info.Title = $"{Say("Title")} {_statement.Number}";
        NewPage();
        Heading();
        Head();
        foreach (var row in _statement.Rows)
        {
            Row(row);
        }

        Sums();
        Balances();
        NumberPages();
        using var file = new MemoryStream();
        _document.Save(file);
        return file.ToArray();
    }

    private void Heading()
    {
        Text(Say("Title"), PaperFonts.Bold(16), Margin, _y + 16);
        Right(_statement.Number.Length > 0 ? _statement.Number : Say("Running"), PaperFonts.Bold(12), 806, _y + 16);
        _y += 34;
        Text(_statement.ProducerName, PaperFonts.Bold(11), Margin, _y);
        Right(Say("Period", _statement.From, _statement.Through), PaperFonts.Regular(10), 806, _y);
        _y += Line;
        if (_statement.TaxCode is { Length: > 0 } code)
        {
            Text(Say("TaxCode", code), PaperFonts.Regular(Normal), Margin, _y);
        }

        _y += 22;
        foreach (var (name, amount) in new[] { ("Opening", _statement.Opening), ("Earned", _statement.Net), ("Received", Money.Zero - _statement.Received), ("Closing", _statement.Closing) })
        {
            var font = name is "Closing" ? PaperFonts.Bold(10) : PaperFonts.Regular(10);
            Text(Say(name), font, Margin, _y);
            Right(Dong(amount), font, 400, _y);
            _y += Line + 2;
        }

        _y += 12;
    }

    private void Head()
    {
        _page!.DrawRectangle(XBrushes.Gainsboro, Margin, _y - 11, 770, 16);
        Text(Say("Parcel"), PaperFonts.Bold(Small), Margin + 2, _y);
        Text(Say("Day"), PaperFonts.Bold(Small), 190, _y);
        foreach (var column in Columns)
        {
            Right(Say(column.Name), PaperFonts.Bold(Small), column.Right, _y);
        }

        _y += Line + 2;
    }

    private void Row(StatementRow row)
    {
        Room(row.Payers.Length > 0 ? 2 : 1);
        Text(row.Number, PaperFonts.Regular(Normal), Margin + 2, _y);
        Text(row.Day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), PaperFonts.Regular(Normal), 190, _y);
        foreach (var column in Columns)
        {
            Right(Amount(column.Of(row)), PaperFonts.Regular(Normal), column.Right, _y);
        }

        _y += Line;
        if (row.Payers.Length > 0)
        {
            Text(Say("PaidBy", row.Payers), PaperFonts.Italic(Small), Margin + 12, _y - 2);
            _y += Line - 2;
        }
    }

    private void Sums()
    {
        Room(_statement.Others.Count + 2);
        foreach (var other in _statement.Others)
        {
            Text(Say($"Kind{other.Kind}"), PaperFonts.Regular(Normal), Margin + 2, _y);
            Text(other.Day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), PaperFonts.Regular(Normal), 190, _y);
            Right(Amount(other.Amount), PaperFonts.Regular(Normal), 806, _y);
            _y += Line;
        }

        _page!.DrawLine(XPens.Gray, Margin, _y - 10, 806, _y - 10);
        Text(Say("Sum"), PaperFonts.Bold(Normal), Margin + 2, _y + 2);
        foreach (var column in Columns)
        {
            Right(Amount(column.Name is "Net" ? _statement.Net : _statement.Sum(column.Of)), PaperFonts.Bold(Normal), column.Right, _y + 2);
        }

        _y += 30;
    }

    private void Balances()
    {
        Room(_statement.Balances.Count + 4);
        Text(Say("Balances", _statement.Through), PaperFonts.Bold(10), Margin, _y);
        _y += Line + 2;
        foreach (var balance in _statement.Balances)
        {
            Text(Say($"Account{balance.Account}") + (balance.Party is { } party ? $": {party}" : ""), PaperFonts.Regular(Normal), Margin + 2, _y);
            Right(Dong(balance.Amount), PaperFonts.Regular(Normal), 400, _y);
            _y += Line;
        }

        Text(Say("Closing"), PaperFonts.Bold(Normal), Margin + 2, _y);
        Right(Dong(_statement.Closing), PaperFonts.Bold(Normal), 400, _y);
        _y += 24;
        Text(Say("Note"), PaperFonts.Italic(Small), Margin, _y);
    }

    private void Room(int lines)
    {
        if (_y + (lines * Line) > 550)
        {
            NewPage();
            Head();
        }
    }

    private void NewPage()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        (page.Width, page.Height) = (XUnit.FromMillimeter(297), XUnit.FromMillimeter(210));
        (_page, _y) = (XGraphics.FromPdfPage(page), Margin + 6);
    }

    private void NumberPages()
    {
        _page!.Dispose();
        for (var i = 0; i < _document.PageCount; i++)
        {
            using var page = XGraphics.FromPdfPage(_document.Pages[i]);
            page.DrawString(Say("Page", i + 1, _document.PageCount), PaperFonts.Regular(Small), XBrushes.DimGray, new XPoint(806, 575), XStringFormats.BaseLineRight);
        }
    }

    private void Text(string text, XFont font, double x, double y) => _page!.DrawString(text, font, XBrushes.Black, new XPoint(x, y));

    private void Right(string text, XFont font, double right, double y) => _page!.DrawString(text, font, XBrushes.Black, new XPoint(right, y), XStringFormats.BaseLineRight);

    private string Say(string name, params object[] values) => string.Format(_language, Texts.GetString(name, _language)!, values);

    private static string Amount(Money amount) => amount.Dong.ToString("N0", Vietnamese);

    private static string Dong(Money amount) => Amount(amount) + "\u00a0\u0111";
}
