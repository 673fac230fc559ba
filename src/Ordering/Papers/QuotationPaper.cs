using System.Globalization;
using System.Resources;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Papers;
using PdfSharp.Drawing;

namespace OcopMarket.Ordering.Papers;

/// <summary>A quotation on paper, A4, for a company's files. It shows amounts and no receiver.</summary>
public sealed class QuotationPaper
{
    private const double CountWidth = 60, PriceWidth = 80, AmountWidth = 95, Foot = 40;

    private static readonly ResourceManager Texts = new("OcopMarket.Ordering.Papers.QuotationTexts", typeof(QuotationPaper).Assembly);
    private static readonly XFont Normal = PaperFonts.Regular(9.5), Strong = PaperFonts.Bold(9.5), Small = PaperFonts.Regular(8), Heading = PaperFonts.Bold(11);

    private readonly Sheets _sheets;
    private readonly QuotationContent _quotation;
    private readonly CultureInfo _language;

    private QuotationPaper(Sheets sheets, QuotationContent quotation, CultureInfo language) => (_sheets, _quotation, _language) = (sheets, quotation, language);

    /// <param name="language">Of the reader; figures are written the Vietnamese way in both.</param>
    public static byte[] Write(QuotationContent quotation, CultureInfo language)
    {
        ArgumentNullException.ThrowIfNull(quotation);
        using var sheets = new Sheets($"{Texts.GetString("Title", language)} {quotation.Number}", 210, 297, 42);
        new QuotationPaper(sheets, quotation, language).Write();
        return sheets.Save();
    }

    private void Write()
    {
        _sheets.Next();
        Head();
        Section(Say("Gifts"));
        foreach (var gift in _quotation.Gifts)
        {
            Line(Say("Gift", gift.Name, gift.Count), Strong);
            Line(string.Join("; ", gift.Holds), Normal);
        }

        foreach (var seller in _quotation.Sellers)
        {
            Seller(seller);
        }

        Sums();
        Section(Say("Days"));
        foreach (var day in _quotation.Days)
        {
            Columns(Say("Day", day.Day, day.Receivers, day.Parcels), "", "", PaperText.Dong(day.Total), Normal);
        }

        Section(Say("Terms"));
        var asked = _quotation.Asked > 0 ? Say("TermAsked", _quotation.Asked) : "";
        foreach (var term in new[] { Say("TermPrices"), Say("TermStock", _quotation.ValidThrough), Say("TermPayment", _quotation.TransferHours), Say("TermInvoice"), Say("TermReturns"), asked }.Where(t => t.Length > 0))
        {
            Line($"– {term}", Normal);
        }

        NumberSheets();
    }

    private void Head()
    {
        _sheets.Write(Say("Market"), Strong);
        _sheets.Write(Say("Title").ToUpper(_language), PaperFonts.Bold(18), format: XStringFormats.TopCenter);
        _sheets.Write(_quotation.Number, Heading, format: XStringFormats.TopCenter);
        _sheets.Write(Say("Dates", _quotation.IssuedOn, _quotation.ValidThrough), Normal, format: XStringFormats.TopCenter);
        _sheets.Y += 10;
        Line(Say("For", _quotation.Company.Company), Strong);
        Line(Say("TaxCode", _quotation.Company.TaxCode), Normal);
        Line(Say("Address", _quotation.Company.Address), Normal);
        Line(Say("Contact", _quotation.ContactName, _quotation.ContactPhone, _quotation.ContactEmail), Normal);
        Line(Say("InvoiceTo", _quotation.Company.Email), Normal);
    }

    private void Seller(QuotedSeller seller)
    {
        Section(Say("Seller", seller.Name));
        Line(string.Join(" · ", new[] { seller.TaxCode is { Length: > 0 } code ? Say("TaxCode", code) : "", seller.Phone is { Length: > 0 } phone ? Say("Phone", phone) : "" }.Where(t => t.Length > 0)), Normal);
        Columns(Say("Goods"), Say("Price"), Say("Count"), Say("Amount"), Strong);
        foreach (var line in seller.Lines)
        {
            Columns($"{line.Product} – {line.Packing}", PaperText.Dong(line.Price), Number(line.Pieces), PaperText.Dong(line.Amount), Normal);
            Line(Say("Certificate", line.Certificate, line.Stars, line.ValidThrough), Small);
        }

        foreach (var to in seller.Shipping)
        {
            Columns(Say("ShippingTo", AreaDirectory.Instance.FindProvince(to.ProvinceCode)?.FullName ?? to.ProvinceCode), "", Number(to.Parcels), PaperText.Dong(to.Fee), Normal);
        }

        if (seller.Wrapping != Money.Zero)
        {
            Columns(Say("Wrapping"), "", "", PaperText.Dong(seller.Wrapping), Normal);
        }

        if (seller.Discount != Money.Zero)
        {
            Columns(Say("Discount", _quotation.Voucher), "", "", $"−{PaperText.Dong(seller.Discount)}", Normal);
        }

        Columns(Say("SellerTotal"), "", "", PaperText.Dong(seller.Total), Strong);
    }

    private void Sums()
    {
        Section(Say("Sum"));
        Columns(Say("Goods"), "", "", PaperText.Dong(_quotation.Goods), Normal);
        Columns(Say("Shipping"), "", "", PaperText.Dong(_quotation.Shipping), Normal);
        if (_quotation.Wrapping != Money.Zero)
        {
            Columns(Say("Wrapping"), "", "", PaperText.Dong(_quotation.Wrapping), Normal);
        }

        if (_quotation.Discount != Money.Zero)
        {
            Columns(Say("Discount", _quotation.Voucher), "", "", $"−{PaperText.Dong(_quotation.Discount)}", Normal);
        }

        Columns(Say("Total"), "", "", PaperText.Dong(_quotation.Total), Heading);
        Line(Say("WithVat", _quotation.Receivers), Small);
    }

    private void Section(string title)
    {
        Room(60);
        _sheets.Y += 12;
        Line(title, Heading);
        _sheets.Page.DrawLine(XPens.Gray, _sheets.Margin, _sheets.Y, _sheets.Width - _sheets.Margin, _sheets.Y);
        _sheets.Y += 4;
    }

    private void Line(string text, XFont font)
    {
        var printed = PaperFonts.Printable(text);
        if (printed.Length > 0)
        {
            Room(_sheets.HeightOf(printed, font));
            _sheets.Write(printed, font);
        }
    }

    // The text may take several lines; the figures stand beside its first.
    private void Columns(string text, string price, string count, string amount, XFont font)
    {
        var (printed, width) = (PaperFonts.Printable(text), _sheets.Column - PriceWidth - CountWidth - AmountWidth - 12);
        Room(_sheets.HeightOf(printed, font, width));
        var (top, x) = (_sheets.Y, _sheets.Margin + width + 12);
        foreach (var (figure, room) in new[] { (price, PriceWidth), (count, CountWidth), (amount, AmountWidth) })
        {
            _sheets.Page.DrawString(figure, font, XBrushes.Black, new XRect(x, top, room, Sheets.HeightOf(font)), XStringFormats.TopRight);
            x += room;
        }

        _sheets.Write(printed, font, width: width);
    }

    private void Room(double height)
    {
        if (_sheets.Y + height > _sheets.Height - _sheets.Margin - Foot)
        {
            _sheets.Next();
        }
    }

    private void NumberSheets()
    {
        for (var i = 0; i < _sheets.Count; i++)
        {
            var text = Say("Page", _quotation.Number, i + 1, _sheets.Count);
            _sheets.On(i, page => page.DrawString(text, Small, XBrushes.DimGray, new XPoint(_sheets.Width - _sheets.Margin, _sheets.Height - _sheets.Margin), XStringFormats.BaseLineRight));
        }
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.GetCultureInfo("vi-VN"));

    private string Say(string name, params object?[] values) => string.Format(CultureInfo.GetCultureInfo("vi-VN"), Texts.GetString(name, _language)!, values);
}
