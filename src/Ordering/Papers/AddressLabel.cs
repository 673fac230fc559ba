using OcopMarket.Platform.Papers;
using PdfSharp.Drawing;

namespace OcopMarket.Ordering.Papers;

/// <summary>The label on the outside, A6: carriers' people read it, so it is in Vietnamese.</summary>
internal static class AddressLabel
{
    private const double CodeSide = 88;

    private static readonly double[] Scales = [1, 0.85, 0.7, 0.6];

    public static byte[] Write(IReadOnlyList<PaperParcel> parcels)
    {
        using var sheets = new Sheets(Say("Label"), 105, 148, 18);
        foreach (var parcel in parcels)
        {
            Write(sheets, parcel);
        }

        return sheets.Save();
    }

    private static void Write(Sheets sheets, PaperParcel parcel)
    {
        var (heading, small) = (PaperFonts.Bold(10), PaperFonts.Regular(8));
        sheets.Next();
        sheets.Write(parcel.Service, heading);
        Rule(sheets);
        sheets.Write(Say("From", parcel.ProducerName), PaperFonts.Bold(8));
        sheets.Write(string.Join(" · ", new[] { parcel.ProducerAddress, parcel.ProducerPhone }.Where(t => t is { Length: > 0 })), small);
        Rule(sheets);
        var (foot, marks) = (sheets.Height - sheets.Margin - CodeSide, PackingSlip.MarksOf(parcel, PaperText.Vietnamese));
        var bottom = foot - 6 - (marks.Length > 0 ? sheets.HeightOf(marks, heading, sheets.Column - 12) + 14 : 0);
        (string Text, double Size, bool Bold)[] to =
        [
            (Say("LabelTo"), 8, false), (parcel.Recipient, 16, true), (parcel.Phone ?? "", 16, true), (parcel.Fetched ?? parcel.Street, 13, false), (parcel.Place, 13, true),
        ];
        XFont FontOf(double size, bool bold, double scale) => bold ? PaperFonts.Bold(size * scale) : PaperFonts.Regular(size * scale);
        var fit = Scales.FirstOrDefault(scale => sheets.Y + to.Where(t => t.Text.Length > 0).Sum(t => sheets.HeightOf(t.Text, FontOf(t.Size, t.Bold, scale))) <= bottom, Scales[^1]);
        foreach (var (text, size, bold) in to.Where(t => t.Text.Length > 0))
        {
            sheets.Write(text, FontOf(size, bold, fit));
        }

        if (marks.Length > 0)
        {
            sheets.Y = bottom + 4;
            sheets.Mark(marks, heading);
        }

        Foot(sheets, parcel, foot);
    }

    private static void Foot(Sheets sheets, PaperParcel parcel, double y)
    {
        var (room, small) = (sheets.Column - CodeSide - 8, PaperFonts.Regular(8));
        sheets.Page.DrawLine(XPens.Black, sheets.Margin, y - 2, sheets.Width - sheets.Margin, y - 2);
        sheets.Code(parcel.DeskAddress, sheets.Width - sheets.Margin - CodeSide, y, CodeSide);
        sheets.Y = y + 2;
        sheets.Write(parcel.Number, PaperFonts.Bold(12), width: room);
        if (parcel.Tracking is { Length: > 0 } tracking)
        {
            sheets.Write(Say("Tracking", tracking), small, width: room);
        }

        sheets.Write(Say("Weight", parcel.WeightGrams), small, width: room);
        if (parcel.ExpectedThrough is { } through)
        {
            sheets.Write(Say("ArriveBy", PackingSlip.Day(through)), small, width: room);
        }

        sheets.Write(parcel.Cash is { } cash ? Say("Cash", PaperText.Dong(cash)) : Say("NoCash"), PaperFonts.Bold(10), width: room);
    }

    private static void Rule(Sheets sheets)
    {
        sheets.Y += 3;
        sheets.Page.DrawLine(XPens.Black, sheets.Margin, sheets.Y, sheets.Width - sheets.Margin, sheets.Y);
        sheets.Y += 3;
    }

    private static string Say(string name, params object?[] values) => PaperText.Say(PaperText.Vietnamese, name, values);
}
