using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Unit.Web;

public sealed class MarkupTests
{
    [Fact]
    public void What_is_put_into_markup_is_encoded_and_Vietnamese_stays_readable()
    {
        var (name, address) = ("Mắm <b>\"Cà\" & 'Cua'</b>", "/san-pham?nhom=a&sao=4");

        var markup = Markup.Of($"<a href=\"{address}\">{name}</a> {12}").Value;

        Assert.Equal("<a href=\"/san-pham?nhom=a&amp;sao=4\">Mắm &lt;b&gt;&quot;Cà&quot; &amp; &#x27;Cua&#x27;&lt;/b&gt;</a> 12", markup);
    }

    [Fact]
    public void A_piece_that_is_markup_already_is_put_in_as_it_is_and_nothing_for_null()
    {
        string? missing = null;

        Assert.Equal("<p><b>x</b></p>", Markup.Of($"<p>{Markup.Of($"<b>{"x"}</b>")}{missing}</p>").Value);
    }
}
