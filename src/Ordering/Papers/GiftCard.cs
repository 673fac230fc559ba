using System.Globalization;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Papers;
using PdfSharp.Drawing;

namespace OcopMarket.Ordering.Papers;

/// <summary>The card that lies in a gift, A6 across, in the buyer's language: nothing on it but what the giver wanted said.</summary>
internal static class GiftCard
{
    private const double CodeSide = 64;

    private static readonly double[] Sizes = [15, 13, 11.5, 10, 9];

    public static byte[] Write(IReadOnlyList<PaperParcel> gifts)
    {
        using var sheets = new Sheets(PaperText.Say(CultureInfo.GetCultureInfo("vi"), "Card"), 148, 105, 34);
        foreach (var gift in gifts)
        {
            Write(sheets, gift, CultureInfo.GetCultureInfo(gift.Language));
        }

        return sheets.Save();
    }

    private static void Write(Sheets sheets, PaperParcel gift, CultureInfo language)
    {
        Begin(sheets);
        if (gift.Occasion is { } occasion and not Occasion.Other)
        {
            sheets.Write(PaperText.Say(language, $"Occasion.{occasion}"), PaperFonts.Bold(9), format: XStringFormats.TopCenter, brush: XBrushes.DarkRed);
            sheets.Y += 4;
        }

        sheets.Write(PaperText.Say(language, "To", gift.Recipient), PaperFonts.Bold(14), format: XStringFormats.TopCenter);
        sheets.Y += 8;
        var foot = gift.StoryAddress is null ? 18 : CodeSide;
        var sender = PaperFonts.Bold(11);
        var signature = gift.Sender.Length > 0 ? sheets.HeightOf(gift.Sender, sender) + 8 : 0;
        var (bottom, top) = (sheets.Height - sheets.Margin - foot - signature, sheets.Y);

        // Long messages are written smaller, and what is longer still goes on on a second card: nothing is cut.
        var font = Sizes.Select(PaperFonts.Italic).FirstOrDefault(f => top + sheets.HeightOf(gift.Message, f) <= bottom) ?? PaperFonts.Italic(Sizes[^1]);
        sheets.Y += Math.Max(0, (bottom - top - sheets.HeightOf(gift.Message, font)) / 2);
        foreach (var line in gift.Message.Length > 0 ? sheets.Lines(gift.Message, font, sheets.Column) : [])
        {
            if (sheets.Y + Sheets.HeightOf(font) > bottom)
            {
                Begin(sheets);
            }

            sheets.Write(line, font, format: XStringFormats.TopCenter);
        }

        if (signature > 0)
        {
            sheets.Y = sheets.Height - sheets.Margin - foot - signature + 6;
            sheets.Write(gift.Sender, sender, format: XStringFormats.TopCenter);
        }

        Foot(sheets, gift, language);
    }

    private static void Foot(Sheets sheets, PaperParcel gift, CultureInfo language)
    {
        var (from, small) = (PaperText.Say(language, "MadeBy", gift.ProducerName), PaperFonts.Regular(8));
        if (gift.StoryAddress is not { } address)
        {
            sheets.Y = sheets.Height - sheets.Margin - Math.Min(sheets.HeightOf(from, small), 24) + 6;
            sheets.Write(from, small, format: XStringFormats.TopCenter, brush: XBrushes.DimGray);
            return;
        }

        var y = sheets.Height - sheets.Margin - CodeSide + 14;
        sheets.Code(address, sheets.Width - sheets.Margin - CodeSide + 10, y, CodeSide);
        sheets.Y = y + 12;
        var room = sheets.Column - CodeSide;
        sheets.Write(PaperText.Say(language, "Story"), small, width: room, brush: XBrushes.DimGray);
        sheets.Write(from, small, width: room, brush: XBrushes.DimGray);
    }

    private static void Begin(Sheets sheets)
    {
        sheets.Next();
        foreach (var inset in new[] { 14, 17 })
        {
            sheets.Page.DrawRectangle(new XPen(XColors.DarkRed, inset == 14 ? 1.2 : 0.4), inset, inset, sheets.Width - (2 * inset), sheets.Height - (2 * inset));
        }
    }
}
