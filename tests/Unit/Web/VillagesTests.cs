using OcopMarket.Platform.Areas;
using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Unit.Web;

public sealed class VillagesTests
{
    private static readonly AreaDirectory Areas = AreaDirectory.Instance;

    [Fact]
    public void Every_commune_has_an_address_of_its_own()
    {
        var communes = Areas.Provinces.SelectMany(p => Areas.CommunesOf(p.Code)).ToList();

        Assert.All(communes, c => Assert.Same(c, Villages.Find(Villages.SlugOf(c))));
        Assert.Equal("/lang/ninh-son-khanh-hoa", Urls.Village(Assert.Single(Villages.Named("ninh-son"))));
        Assert.True(Villages.Named("tan-an").Count > 1);
        Assert.Empty(Villages.Named("khong-co"));
    }

    [Fact]
    public void Distances_are_as_the_crow_flies()
        => Assert.Equal(1139, Villages.Distance(Areas.FindCommune("00070")!, Areas.FindCommune("26743")!), 15.0); // Hoàn Kiếm to Bến Thành

    [Fact]
    public void A_kind_of_place_is_written_small_within_a_sentence() => Assert.StartsWith("phường ", Show.InSentence(Areas.FindCommune("00070")!), StringComparison.Ordinal);
}
