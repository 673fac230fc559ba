using System.Globalization;
using System.Resources;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Papers;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;
using PdfSharp.Drawing;

namespace OcopMarket.Promotion.SalesPoints;

public enum PointPaper
{
    /// <summary>Labels for the edge of the shelf, ten to a sheet.</summary>
    Labels,

    /// <summary>The list for the wall and for inspections.</summary>
    Shelf,
}

/// <summary>What is printed of a point's shelf, in Vietnamese: only goods in force at this moment, each with a code that leads to its certificate.</summary>
public sealed class PointPapers(SalesPointDeskQueries desk, AreaDirectory areas, IMarketAddress market, TimeProvider clock)
{
    private const double A4Width = 210, A4Height = 297, Margin = 28, CodeSide = 62;

    private const int Columns = 2, Rows = 5;

    private static readonly double[] NameSizes = [15, 13, 11, 9];

    private static readonly ResourceManager Texts = new("OcopMarket.Promotion.SalesPoints.PointPaperTexts", typeof(PointPapers).Assembly);

    /// <summary>Null for who neither keeps the point nor officiates there, and where nothing on the shelf is in force.</summary>
    public async Task<byte[]?> WriteAsync(Actor actor, SalesPointId point, PointPaper paper, CancellationToken ct)
    {
        if (await desk.FindAsync(actor, point, ct) is not { } file || file.Shelf.Select(l => l.Goods).OfType<CertifiedGoods>().OrderBy(g => g.Name, StringComparer.Ordinal).ToList() is not { Count: > 0 } goods)
        {
            return null;
        }

        return paper switch { PointPaper.Labels => Labels(goods), PointPaper.Shelf => List(file, goods) };
    }

    private byte[] Labels(List<CertifiedGoods> goods)
    {
        using var sheets = new Sheets(Say("Labels"), A4Width, A4Height, Margin);
        var (width, height) = (sheets.Column / Columns, (sheets.Height - (2 * sheets.Margin)) / Rows);
        for (var i = 0; i < goods.Count; i++)
        {
            var at = i % (Columns * Rows);
            if (at == 0)
            {
                sheets.Next();
            }

            Label(sheets, goods[i], sheets.Margin + (at % Columns * width), sheets.Margin + (at / Columns * height), width, height);
        }

        return sheets.Save();
    }

    private void Label(Sheets sheets, CertifiedGoods goods, double x, double y, double width, double height)
    {
        const double Inside = 8;
        sheets.Page.DrawRectangle(new XPen(XColors.Gray, 0.5) { DashStyle = XDashStyle.Dash }, x, y, width, height);
        sheets.Code(Certificate(goods), x + width - Inside - CodeSide, y + height - Inside - CodeSide, CodeSide);
        var (left, room, foot) = (x + Inside, width - (2 * Inside), y + height - Inside - CodeSide);
        sheets.Y = y + Inside;
        sheets.Write(Say("Stars", goods.Stars), PaperFonts.Bold(11), left, room);
        // A long name gets smaller before it runs into the code.
        var name = PaperFonts.Printable(goods.Name);
        var size = NameSizes.FirstOrDefault(s => sheets.Y + sheets.HeightOf(name, PaperFonts.Bold(s), room) <= foot, 8d);
        sheets.Write(name, PaperFonts.Bold(size), left, room);
        sheets.Y = Math.Max(sheets.Y + 2, foot);
        var beside = room - CodeSide - 6;
        sheets.Write(PaperFonts.Printable(goods.ProducerName), PaperFonts.Regular(8), left, beside);
        sheets.Write(Say("Number", goods.CertificateNumber), PaperFonts.Regular(7), left, beside);
        sheets.Write(Say("ValidThrough", Day(goods.ValidThrough)), PaperFonts.Regular(7), left, beside);
    }

    private byte[] List(PointFile file, List<CertifiedGoods> goods)
    {
        using var sheets = new Sheets(Say("Shelf"), A4Width, A4Height, Margin);
        Head(sheets, file);
        for (var i = 0; i < goods.Count; i++)
        {
            var (item, room) = (goods[i], sheets.Column - CodeSide - 16);
            var (name, small) = ($"{i + 1}. {PaperFonts.Printable(item.Name)}", PaperFonts.Regular(9));
            if (sheets.Y + CodeSide + 10 > sheets.Height - sheets.Margin)
            {
                Head(sheets, file);
            }

            var top = sheets.Y;
            sheets.Code(Certificate(item), sheets.Width - sheets.Margin - CodeSide, top, CodeSide);
            sheets.Write(name, PaperFonts.Bold(11), width: room);
            sheets.Write($"{PaperFonts.Printable(item.ProducerName)}, {Place(item.CommuneCode, item.ProvinceCode)}", small, width: room);
            sheets.Write($"{Say("Stars", item.Stars)} · {Say("Number", item.CertificateNumber)} · {Say("ValidThrough", Day(item.ValidThrough))}", small, width: room);
            sheets.Y = Math.Max(sheets.Y, top + CodeSide) + 8;
            sheets.Page.DrawLine(XPens.LightGray, sheets.Margin, sheets.Y - 4, sheets.Width - sheets.Margin, sheets.Y - 4);
        }

        return sheets.Save();
    }

    private void Head(Sheets sheets, PointFile file)
    {
        sheets.Next();
        sheets.Write(Say("ShelfTitle"), PaperFonts.Bold(15));
        sheets.Write($"{PaperFonts.Printable(file.Name)}, {PaperFonts.Printable(file.Draft.Street)}, {Place(file.CommuneCode, file.ProvinceCode)}", PaperFonts.Bold(10));
        sheets.Write(Say("PrintedOn", Day(clock.Today())), PaperFonts.Regular(9));
        sheets.Y += 8;
    }

    private string Certificate(CertifiedGoods goods) => market.Absolute("/xac-thuc/" + string.Join('/', goods.CertificateNumber.Split('/').Select(Uri.EscapeDataString)));

    private string Place(string commune, string province) => $"{areas.FindCommune(commune)?.FullName}, {areas.FindProvince(province)?.Name}";

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Say(string name, params object[] values) => string.Format(CultureInfo.GetCultureInfo("vi-VN"), Texts.GetString(name, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"No paper text {name}."), values);
}
