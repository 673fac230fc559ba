using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Desks;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>The whole checkout for somebody who reads English.</summary>
public sealed class EnglishCheckoutTests(Browser browser, ListingJourneyTests.DeskMarket desks) : BrowserTest(browser), IClassFixture<ListingJourneyTests.DeskMarket>
{
    // Names of goods, sellers and packings say that they are Vietnamese where they stand alone; within a sentence they are names. Amounts end with đ, and Tết is an English word.
    private const string Vietnamese =
        """
        names => {
          const letters = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;
          const rest = text => names.reduce((left, name) => left.trim() === name ? left : left.replaceAll(name, ''), text.replace(/[\d.]+\s*đ|Tết|NĐ-CP/g, ''));
          const foreign = (text, at) => letters.test(rest(text)) && at.closest('[lang]').lang === 'en';
          const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let n; (n = walker.nextNode());) {
            if (!n.parentElement.closest('script, style') && foreign(n.textContent, n.parentElement)) found.push(n.textContent.trim());
          }
          for (const e of document.querySelectorAll('[title], [alt], [placeholder], [aria-label]')) {
            for (const name of ['title', 'alt', 'placeholder', 'aria-label']) if (foreign(e.getAttribute(name) ?? '', e)) found.push(`${name}: ${e.getAttribute(name)}`);
          }
          if (letters.test(document.title)) found.push(`title: ${document.title}`);
          return found;
        }
        """;

    private const string Tea = "Chè tiếng Anh", Seller = "HTX Tiếng Anh";

    private static readonly string[] Names = [Tea, Seller];

    protected override string Address => desks.Address;

    [Fact]
    public async Task No_Vietnamese_sentence_remains_in_an_English_checkout()
    {
        var tea = await desks.Market.PutOnSaleAsync(Tea, price: 123_000, stock: 5, producer: Seller);
        await desks.Market.GiveAccountAsync(tea, "970405", "1500299000002");
        var page = await OpenAsync($"/san-pham/{tea.Slug}?lang=en", language: "en");

        await page.GetByRole(AriaRole.Button, new() { Name = "Send as a gift" }).ClickAsync();
        await LookAsync(page);
        await page.Locator("main a[href^='/thanh-toan']").First.ClickAsync();
        await page.Locator("[name=Purpose][value=gift]").CheckAsync();
        await LookAsync(page);
        await NextAsync(page);

        await LookAsync(page);
        await NextAsync(page); // empty: what is missing is said in English
        await LookAsync(page);
        foreach (var (name, text) in new[] { ("Name", "Anna Smith"), ("Phone", "0912345678"), ("Street", "5 Gach lane"), ("Commune", "Hoan Kiem") })
        {
            await page.Locator($"[name={name}]").FillAsync(text);
        }

        await page.Locator("[name=Province]").SelectOptionAsync("01");
        await NextAsync(page);
        await LookAsync(page);
        await page.Locator("a.btn-primary[href*='buoc=3']").ClickAsync();

        await page.Locator("[name=SenderName]").FillAsync("The Smiths");
        await page.Locator("[name=CommonMessage]").FillAsync("Happy New Year!");
        await LookAsync(page);
        await NextAsync(page);

        await page.Locator("[name=BuyerName]").FillAsync("John Smith");
        await page.Locator("[name=BuyerEmail]").FillAsync("john@example.com");
        await LookAsync(page);
        await NextAsync(page);

        await Expect(page.Locator("input[name=Secret]")).ToHaveCountAsync(1);
        await LookAsync(page);
        await page.Locator("form:has(input[name=Secret]) button").ClickAsync();
        await page.WaitForURLAsync(new Regex("/don-hang/[^/?]+\\?"));
        await LookAsync(page);
    }

    private static async Task LookAsync(IPage page)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        Assert.Equal([], (await page.EvaluateAsync<string[]>(Vietnamese, Names)).Select(text => $"{new Uri(page.Url).AbsolutePath}: {text}"));
    }

    private static Task NextAsync(IPage page) => page.Locator("main form.form button.btn-primary").First.ClickAsync();
}
