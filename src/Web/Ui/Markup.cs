using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace OcopMarket.Web.Ui;

/// <summary>
/// Small pieces of markup written as one string, for what a page repeats by the hundred: the renderer then carries one piece instead of
/// twenty. Every value put in is encoded; only the literal parts of the string are markup.
/// </summary>
public static class Markup
{
    /// <summary>Vietnamese letters go out as they are, not as entities.</summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Use with an interpolated string: <c>Markup.Of($"&lt;b&gt;{name}&lt;/b&gt;")</c>.</summary>
    public static MarkupString Of(ref Handler markup) => new(markup.Finish());

    [InterpolatedStringHandler]
    public ref struct Handler(int literalLength, int formattedCount)
    {
        private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

        public void AppendLiteral(string markup) => _text.AppendLiteral(markup);

        public void AppendFormatted(string? value)
        {
            if (value is not null)
            {
                _text.AppendLiteral(Encoder.Encode(value));
            }
        }

        public void AppendFormatted(int value) => _text.AppendFormatted(value);

        /// <summary>A piece that is markup already.</summary>
        public void AppendFormatted(MarkupString piece) => _text.AppendLiteral(piece.Value);

        internal string Finish() => _text.ToStringAndClear();
    }
}
