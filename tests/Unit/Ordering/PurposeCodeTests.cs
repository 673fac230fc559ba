using OcopMarket.Ordering.Payments;

namespace OcopMarket.Tests.Unit.Ordering;

public sealed class PurposeCodeTests
{
    [Fact]
    public void Codes_are_short_differ_and_have_no_letters_taken_for_others()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => PurposeCodes.New()).ToList();

        Assert.Equal(2000, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^OCM[2-9A-HJKMNP-Z]{9}$", code));
        Assert.All(codes, code => Assert.Equal([code], PurposeCodes.FindIn($"MBVCB.88.{code}.CT tu 0011 toi 9704")));
    }

    [Theory]
    [InlineData("OCM7K2M9QXPA")]
    [InlineData("ocm7k2m9qxpa")]
    [InlineData("MBVCB.3278907687.OCM7K2M9QXPA.CT tu 0071000746809 LO THI MAY toi 15002012 HTX")]
    [InlineData("IBFT OCM 7K2M 9QXP A")]
    [InlineData("0CM7K2M9QXPA")]
    [InlineData("OCM.7K2M.9QXP.A chuyen tien mua che")]
    [InlineData("CHUYEN KHOAN-OCM7K2M9-QXPA-141226-09:00:15 123456")]
    [InlineData("Thanh toán đơn:OCM7K2M9QXPA")]
    [InlineData("QR - OCM7K2M9QXPAOCM7K2M9QXPA")]
    public void A_code_is_found_in_what_banks_make_of_it(string text) => Assert.Equal("OCM7K2M9QXPA", PurposeCodes.FindIn(text)[0]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("chuyen tien mua mat ong")]
    [InlineData("OCM7K2M9QX")]
    [InlineData("OCM7K2M9QX1O")]
    public void Other_words_are_no_code(string? text) => Assert.Empty(PurposeCodes.FindIn(text));

    [Fact]
    public void Two_codes_in_one_text_are_both_found() => Assert.Equal(["OCM7K2M9QXPA", "OCM8888WWWW2"], PurposeCodes.FindIn("ocm7k2m9qxpa va OCM8888WWWW2"));

    [Theory]
    [InlineData("OCM7K2M9", true)] // cut
    [InlineData("OCM7K2M9QXP", true)]
    [InlineData("M9QXPA cam on", true)]
    [InlineData("OCM 7K2M 8QXP A", true)] // one wrong letter
    [InlineData("OCM7K2MQXPA", true)] // one missing
    [InlineData("OCM7K", false)]
    [InlineData("OCM2222222222", false)]
    public void A_text_that_nearly_shows_a_code_reminds_of_it(string text, bool reminds) => Assert.Equal(reminds, PurposeCodes.LooksLike(text, "OCM7K2M9QXPA"));
}
