using OcopMarket.Catalog.Words;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class WordsWatchTests
{
    [Theory]
    [InlineData("Cao này CHỮA BỆNH dạ dày", WatchKind.Medical, "CHỮA BỆNH")]
    [InlineData("cao nay chua benh da day", WatchKind.Medical, "chua benh")]
    [InlineData("giúp điều-trị tiểu đường", WatchKind.Medical, "điều-trị")]
    [InlineData("Mật ong OCOP 5 sao quốc gia", WatchKind.Stars, "OCOP 5 sao")]
    [InlineData("hương vị ngon số một miền Bắc", WatchKind.Praise, "số một")]
    [InlineData("Đặt hàng qua zalo", WatchKind.Contact, "zalo")]
    [InlineData("Gọi 0912 345 678 để đặt", WatchKind.Phone, "0912 345 678")]
    [InlineData("Gọi +84-912-345-678", WatchKind.Phone, "+84-912-345-678")]
    [InlineData("máy bàn (024) 3825 6789", WatchKind.Phone, "(024) 3825 6789")]
    [InlineData("xem https://vi.du/abc", WatchKind.Link, "https://vi.du/abc")]
    [InlineData("mua ở cuahang.com nhé", WatchKind.Link, "cuahang.com")]
    public void Words_that_want_a_second_look_are_found_as_written(string text, WatchKind kind, string words)
    {
        var found = Assert.Single(WordsWatch.Find(text));

        Assert.Equal((kind, words, text.IndexOf(words, StringComparison.Ordinal)), (found.Kind, found.Text, found.Start));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Chè búp hái lúc sương sớm, sao tay trong chảo gang.")]
    [InlineData("Chưa bệnh nào hại được giống chè này")] // with its tones it is another word
    [InlineData("Hộp 500 g, giá 120.000 đ, mã 12.345.678.901")]
    [InlineData("Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh.")] // the law's own sentence
    public void Honest_words_pass(string? text) => Assert.Empty(WordsWatch.Find(text));

    [Fact]
    public void The_sentence_of_the_law_does_not_cover_what_stands_beside_it()
        => Assert.Equal(["chữa khỏi"], WordsWatch.Find("Không phải là thuốc nhưng chữa khỏi ho.").Select(w => w.Text));
}
