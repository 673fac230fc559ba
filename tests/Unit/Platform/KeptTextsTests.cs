using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Text;
using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class KeptTextsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddTexts().BuildServiceProvider();
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    private IStringLocalizer<UiText> Texts => _services.GetRequiredService<IStringLocalizer<UiText>>();

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _services.Dispose();
    }

    [Theory]
    [InlineData("vi-VN", "Trang chủ")]
    [InlineData("vi", "Trang chủ")]
    [InlineData("en", "Home")]
    [InlineData("en-US", "Home")]
    [InlineData("fr-FR", "Trang chủ")] // no such texts: the first language
    public void A_text_speaks_the_readers_language(string language, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(said, Texts["Home"].Value);
    }

    [Fact]
    public void One_object_serves_readers_of_both_languages()
    {
        var texts = Texts;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
        var vietnamese = texts["Home"].Value;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        Assert.Equal(("Trang chủ", "Home"), (vietnamese, texts["Home"].Value));
    }

    [Fact]
    public void A_text_that_is_not_there_says_its_name_and_that_it_is_missing()
    {
        var text = Texts["NoSuchText"];

        Assert.True(text.ResourceNotFound);
        Assert.Equal("NoSuchText", text.Value);
    }
}
