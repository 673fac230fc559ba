using PdfSharp.Drawing;
using PdfSharp.Pdf;
using QRCoder;

namespace OcopMarket.Platform.Papers;

/// <summary>A pile of sheets of one size that is written from the top down; measures in points.</summary>
public sealed class Sheets(string title, double widthMillimetres, double heightMillimetres, double margin) : IDisposable
{
    private const double LineHeight = 1.35;

    private readonly PdfDocument _document = new() { Info = { Title = title } };
    private XGraphics? _page;

    public double Width { get; } = XUnit.FromMillimeter(widthMillimetres).Point;

    public double Height { get; } = XUnit.FromMillimeter(heightMillimetres).Point;

    public double Margin { get; } = margin;

    /// <summary>From the left margin to the right one.</summary>
    public double Column => Width - (2 * Margin);

    public int Count => _document.PageCount;

    /// <summary>Where the next line begins.</summary>
    public double Y { get; set; }

    public XGraphics Page => _page ?? throw new InvalidOperationException("There is no sheet yet.");

    public void Next()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(Width), XUnit.FromPoint(Height));
        (_page, Y) = (XGraphics.FromPdfPage(page), Margin);
    }

    /// <summary>Goes back to write on a sheet that is full, such as its number.</summary>
    public void On(int sheet, Action<XGraphics> write)
    {
        _page?.Dispose();
        _page = null;
        using var page = XGraphics.FromPdfPage(_document.Pages[sheet]);
        write(page);
    }

    /// <summary>Text in lines below <see cref="Y"/>, which moves on.</summary>
    public void Write(string text, XFont font, double? x = null, double? width = null, XStringFormat? format = null, XBrush? brush = null)
    {
        var (left, room) = (x ?? Margin, width ?? Column);
        foreach (var line in Lines(text, font, room))
        {
            Page.DrawString(line, font, brush ?? XBrushes.Black, new XRect(left, Y, room, HeightOf(font)), format ?? XStringFormats.TopLeft);
            Y += HeightOf(font);
        }
    }

    public static double HeightOf(XFont font) => font.Size * LineHeight;

    public double HeightOf(string text, XFont font, double? width = null) => Lines(text, font, width ?? Column).Count * HeightOf(font);

    /// <summary>Broken between words, and inside a word that is longer than a line.</summary>
    public IReadOnlyList<string> Lines(string text, XFont font, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' '))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (Fits(longer, font, width))
                {
                    line = longer;
                    continue;
                }

                if (line.Length > 0)
                {
                    lines.Add(line);
                }

                for (line = word; !Fits(line, font, width) && line.Length > 1;)
                {
                    var take = line.Length - 1;
                    while (take > 1 && !Fits(line[..take], font, width))
                    {
                        take--;
                    }

                    lines.Add(line[..take]);
                    line = line[take..];
                }
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>White letters on black: what nobody may overlook.</summary>
    public void Mark(string text, XFont font, double? x = null, double? width = null)
    {
        var (left, room) = (x ?? Margin, width ?? Column);
        var height = HeightOf(text, font, room - 12) + 8;
        Page.DrawRectangle(XBrushes.Black, left, Y, room, height);
        Y += 4;
        Write(text, font, left + 6, room - 12, XStringFormats.TopCenter, XBrushes.White);
        Y += 8;
    }

    /// <summary>A square that telephones read, drawn as one for a sharp print.</summary>
    public void Code(string address, double x, double y, double side)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var (modules, size) = (code.ModuleMatrix, side / code.ModuleMatrix.Count);
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                var start = column;
                while (column < modules.Count && modules[row][column])
                {
                    column++;
                }

                if (column > start)
                {
                    Page.DrawRectangle(XBrushes.Black, x + (start * size), y + (row * size), (column - start) * size, size);
                }
            }
        }
    }

    public byte[] Save()
    {
        _page?.Dispose();
        _page = null;
        using var file = new MemoryStream();
        _document.Save(file);
        return file.ToArray();
    }

    public void Dispose()
    {
        _page?.Dispose();
        _document.Dispose();
    }

    private bool Fits(string text, XFont font, double width) => Page.MeasureString(text, font).Width <= width;
}
