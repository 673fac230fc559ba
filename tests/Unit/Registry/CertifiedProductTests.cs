using OcopMarket.Platform;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Products;

namespace OcopMarket.Tests.Unit.Registry;

public sealed class CertifiedProductTests
{
    [Theory]
    [InlineData("38-16522-3-2026", "38-16522-3")]
    [InlineData("38-16522-3-2029", "38-16522-3")]
    [InlineData("38-16522-3", "38-16522-3")]
    [InlineData("38-16522-1999", "38-16522-1999")]
    [InlineData("38-16522-20261", "38-16522-20261")]
    [InlineData("2026", "2026")]
    [InlineData("-2026", "-2026")]
    [InlineData(null, null)]
    public void A_code_without_its_year_is_the_same_over_renewals(string? code, string? stem) => Assert.Equal(stem, CertifiedProduct.Stem(code));

    [Fact]
    public void A_name_is_kept_as_written_and_folded_for_comparing()
    {
        var product = Make("Nước mắm Ba Làng", 9);
        Assert.Equal(("Nước mắm Ba Làng", "nuoc mam ba lang"), (product.Name, product.NameFolded));

        product.Rename("Nước mắm Hải Bình");

        Assert.Equal(("Nước mắm Hải Bình", "nuoc mam hai binh"), (product.Name, product.NameFolded));
    }

    [Fact]
    public void A_product_belongs_to_one_of_26_sets_and_has_a_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Make("Trà", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make("Trà", 27));
        Assert.Throws<ArgumentException>(() => Make(" ", 11));
    }

    [Theory]
    [InlineData(" 01/GCN-OCOP ", "01gcnocop")]
    [InlineData("Số 12/QĐ-UBND", "so12qdubnd")]
    [InlineData("DEMO-0001", "demo0001")]
    public void A_number_is_compared_without_marks_strokes_and_spaces(string number, string key) => Assert.Equal(key, Certificate.Key(number));

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void A_certificate_has_three_to_five_stars(int stars)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new Certificate(CertificateId.New(), ProductId.New(), new CertificatePaper(
            "1", "UBND", AuthorityLevel.Province, stars, "QD148-2023", null, null, new(2025, 1, 1), new(2028, 1, 1), []), null, DateTimeOffset.UnixEpoch));

    private static CertifiedProduct Make(string name, int set) => new(ProductId.New(), ProducerId.New(), name, set, "16645", "38", DateTimeOffset.UnixEpoch);
}
