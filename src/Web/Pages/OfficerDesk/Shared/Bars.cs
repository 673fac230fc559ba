using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Shared;

/// <summary>Upright bars with their values over them and their names below: the inside of an SVG, since Razor takes its text elements for its own.</summary>
internal static class Bars
{
    public const int Step = 60, Height = 160;

    public const int LyingWidth = 480;

    private const int Tallest = 100, Ground = 130, LyingStep = 40, Longest = 400;

    public static int LyingHeight(int bars) => bars * LyingStep;

    /// <summary>Lying bars for longer names, each under its own; several values are parts of a bar, by the classes <c>part-1</c> and on.</summary>
    public static MarkupString DrawLying(IReadOnlyList<(string Name, IReadOnlyList<int> Values)> bars)
    {
        var (svg, most) = (new StringBuilder(), Math.Max(1, bars.Count == 0 ? 1 : bars.Max(b => b.Values.Sum())));
        for (var i = 0; i < bars.Count; i++)
        {
            var (top, x, sum) = (i * LyingStep, 0, 0);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{top + 14}\">{HtmlEncoder.Default.Encode(bars[i].Name)}</text>");
            for (var part = 0; part < bars[i].Values.Count; part++)
            {
                sum += bars[i].Values[part];
                var end = (int)((long)sum * Longest / most);
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"part-{part + 1}\" x=\"{x}\" y=\"{top + 19}\" width=\"{end - x}\" height=\"15\" />");
                x = end;
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 6}\" y=\"{top + 31}\">{Show.Number(sum)}</text>");
        }

        return new MarkupString(svg.ToString());
    }

    public static MarkupString Draw(IReadOnlyList<(string Name, int Value)> bars)
    {
        var (svg, most) = (new StringBuilder(), Math.Max(1, bars.Count == 0 ? 1 : bars.Max(b => b.Value)));
        for (var i = 0; i < bars.Count; i++)
        {
            var height = bars[i].Value == 0 ? 1 : Math.Max(3, bars[i].Value * Tallest / most);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{(i * Step) + 12}\" y=\"{Ground - height}\" width=\"36\" height=\"{height}\" rx=\"3\" />");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(i * Step) + 30}\" y=\"{Ground - height - 6}\" text-anchor=\"middle\">{Show.Number(bars[i].Value)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(i * Step) + 30}\" y=\"150\" text-anchor=\"middle\">{HtmlEncoder.Default.Encode(bars[i].Name)}</text>");
        }

        return new MarkupString(svg.ToString());
    }
}
