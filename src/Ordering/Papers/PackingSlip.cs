using System.Globalization;
using OcopMarket.Platform.Papers;
using PdfSharp.Drawing;

namespace OcopMarket.Ordering.Papers;

public enum PaperSize
{
    A5,
    A4,
}

/// <summary>What is to be packed for whom, with squares to tick: for the packer's table, in the packer's language.</summary>
internal static class PackingSlip
{
    private const double CodeSide = 84, Box = 11;

    public static byte[] Write(IReadOnlyList<PaperParcel> parcels, PaperSize size, CultureInfo language)
    {
        var (width, height) = size switch { PaperSize.A5 => (148, 210), PaperSize.A4 => (210, 297) };
        using var sheets = new Sheets(PaperText.Say(language, "Slip"), width, height, 28);
        foreach (var parcel in parcels)
        {
            new Slip(sheets, parcel, language).Write();
        }

        return sheets.Save();
    }

    private sealed class Slip(Sheets sheets, PaperParcel parcel, CultureInfo language)
    {
        private static readonly XFont Normal = PaperFonts.Regular(9.5), Strong = PaperFonts.Bold(9.5), Small = PaperFonts.Regular(8), Heading = PaperFonts.Bold(11);

        private readonly int _first = sheets.Count;

        public void Write()
        {
            sheets.Next();
            Head();
            Marks();
            if (parcel.Gift)
            {
                Gift();
            }

            Section("SendTo");
            Line($"{parcel.Recipient}{(parcel.Phone is { } phone ? $" · {phone}" : "")}", Strong);
            Line(string.Join(", ", new[] { parcel.Street, parcel.Place }.Where(t => t.Length > 0)), Normal);
            Section("Goods");
            foreach (var goods in parcel.Goods)
            {
                Goods(goods);
            }

            Line(Say("Pieces", parcel.Goods.Sum(g => g.Pieces)), Strong);
            if (parcel.Note.Length > 0)
            {
                Section("Note");
                Line(parcel.Note, Normal);
            }

            Room(40);
            sheets.Y += 22;
            sheets.Write(Say("PackedBy"), Small);
            Number();
        }

        private void Head()
        {
            var left = sheets.Column - CodeSide - 12;
            sheets.Code(parcel.DeskAddress, sheets.Width - sheets.Margin - CodeSide, sheets.Y, CodeSide);
            sheets.Write(parcel.ProducerName, Heading, width: left);
            sheets.Write(Say("Slip"), Normal, width: left);
            sheets.Y += 4;
            sheets.Write(parcel.Number, PaperFonts.Bold(16), width: left);
            sheets.Write(parcel.Service, Normal, width: left);
            if (Promise() is { } promise)
            {
                sheets.Write(promise, Normal, width: left);
            }

            if (parcel is { Cash: { } cash })
            {
                sheets.Write(Say("Cash", PaperText.Dong(cash)), Strong, width: left);
            }

            sheets.Y = Math.Max(sheets.Y, sheets.Margin + CodeSide + 2);
            sheets.Write(Say("Scan"), PaperFonts.Regular(7), format: XStringFormats.TopRight);
            sheets.Y += 4;
        }

        private void Marks()
        {
            if (parcel.HideAmounts)
            {
                sheets.Mark(Say("NoPrices"), PaperFonts.Bold(12));
            }

            if (MarksOf(parcel, language) is { Length: > 0 } marks)
            {
                sheets.Mark(marks, PaperFonts.Bold(10));
            }
        }

        private void Gift()
        {
            Section("Gift");
            if (parcel.Occasion is { } occasion)
            {
                Line(Say("OccasionIs", Say($"Occasion.{occasion}")), Normal);
            }

            if (parcel.Wrap is { } wrap)
            {
                Line(Say("WrapIs", Say($"Wrap.{wrap}")), Strong);
            }

            Line(parcel.Message.Length > 0 ? Say("MessageIs", parcel.Message) : Say("NoMessage"), Normal);
            Line(parcel.Sender.Length > 0 ? Say("SenderIs", parcel.Sender) : Say("NoSender"), Normal);
            if (parcel.StoryCard)
            {
                Line(Say("StoryCard"), Strong);
            }
        }

        private void Goods(PaperGoods goods)
        {
            var (indent, width) = (sheets.Margin + Box + 8, sheets.Column - Box - 8);
            var (name, certificate) = ($"{goods.Pieces} × {goods.Product} – {goods.Packing}", Say("Certificate", goods.Certificate, goods.Stars));
            Room(sheets.HeightOf(name, Strong, width) + sheets.HeightOf(certificate, Small, width) + 5);
            sheets.Page.DrawRectangle(XPens.Black, sheets.Margin, sheets.Y + 1, Box, Box);
            sheets.Write(name, Strong, indent, width);
            sheets.Write(certificate, Small, indent, width);
            sheets.Y += 5;
        }

        private void Section(string name)
        {
            Room(40);
            sheets.Y += 6;
            sheets.Page.DrawLine(XPens.Gray, sheets.Margin, sheets.Y, sheets.Width - sheets.Margin, sheets.Y);
            sheets.Y += 3;
            sheets.Write(Say(name), Heading);
        }

        private void Line(string text, XFont font)
        {
            foreach (var line in sheets.Lines(text, font, sheets.Column))
            {
                Room(Sheets.HeightOf(font));
                sheets.Write(line, font);
            }
        }

        private void Room(double height)
        {
            if (sheets.Y + height > sheets.Height - sheets.Margin - 12)
            {
                sheets.Next();
                sheets.Write(Say("Continued", parcel.Number), Strong);
                sheets.Y += 6;
            }
        }

        private void Number()
        {
            var last = sheets.Count;
            for (var sheet = _first; sheet < last; sheet++)
            {
                var text = Say("Page", parcel.Number, sheet - _first + 1, last - _first);
                sheets.On(sheet, page => page.DrawString(text, PaperFonts.Regular(7), XBrushes.DimGray, new XPoint(sheets.Width - sheets.Margin, sheets.Height - 16), XStringFormats.BaseLineRight));
            }
        }

        private string? Promise() => parcel is { ExpectedFrom: { } from, ExpectedThrough: { } through } ? Say(from == through ? "ArrivesOn" : "ArrivesBetween", Day(from), Day(through)) : null;

        private string Say(string name, params object?[] values) => PaperText.Say(language, name, values);
    }

    /// <summary>How it must be handled, in one line; empty where nothing is special.</summary>
    public static string MarksOf(PaperParcel parcel, CultureInfo language)
        => string.Join(" · ", new[] { (parcel.Cold, "Cold"), (parcel.Fragile, "Fragile"), (parcel.Adult, "Adult") }.Where(m => m.Item1).Select(m => PaperText.Say(language, m.Item2)));

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
