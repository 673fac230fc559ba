using OcopMarket.Catalog.Search;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class NearNameTests
{
    [Theory]
    [InlineData("Nước mắm cốt cá cơm Ba Làng", "nuoc man", "Nước mắm")]
    [InlineData("Nước mắm cốt cá cơm Ba Làng", "nuok mam", "Nước mắm")]
    [InlineData("Tinh bột nghệ nếp đỏ Bắc Kạn", "bot ngje", "bột nghệ")]
    [InlineData("Mật ong (chanh leo)", "chanh lep", "chanh leo")] // the brackets belong to the name, not to the words
    [InlineData("Mật ong bạc hà", "matong bac ha", "Mật ong bạc hà")] // one word more than typed
    [InlineData("Ruốc lợn", "ruoc ca hoi na uy", null)]
    [InlineData("Gốm", "tra shan tuyet", null)]
    public void The_nearest_words_of_the_name_are_named_as_the_name_writes_them(string name, string typed, string? near) => Assert.Equal(near, NearName.In(name, typed));
}
