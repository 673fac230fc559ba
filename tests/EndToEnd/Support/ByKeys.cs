using Microsoft.Playwright;

namespace OcopMarket.Tests.EndToEnd.Support;

/// <summary>Goes through pages by the keyboard alone; whatever gets the focus on the way must show it and be in sight.</summary>
public static class ByKeys
{
    private const int MostTabs = 150;

    private const string Hidden =
        """
        () => {
          const e = document.activeElement, box = e.getBoundingClientRect();
          const rings = [getComputedStyle(e), getComputedStyle(e, '::after'), getComputedStyle(e.closest('form, .photo-live') ?? e)];
          const ring = rings.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2);
          const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          return ring && seen ? '' : `${ring ? 'out of sight' : 'no ring'}: ${e.outerHTML.slice(0, 200)}`;
        }
        """;

    /// <summary>Tab by tab until the goal has the focus.</summary>
    public static async Task TabToAsync(this IPage page, ILocator goal)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(goal);
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal("", await page.EvaluateAsync<string>(Hidden));
            if (await goal.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"The focus did not come to {goal} on {page.Url} within {MostTabs} steps.");
    }

    /// <summary>Goes to a field and types; what stands there is selected by the Tab and typed over.</summary>
    public static async Task TypeByKeysAsync(this IPage page, ILocator field, string text)
    {
        await page.TabToAsync(field);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes to a button or a link and presses Enter, which leads to another page.</summary>
    public static async Task PressByKeysAsync(this IPage page, ILocator goal)
    {
        await page.TabToAsync(goal);
        await page.EvaluateAsync("() => document.documentElement.setAttribute('data-left', '')");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("html:not([data-left])")).ToHaveCountAsync(1);
        await page.WaitForLoadStateAsync();
    }

    /// <summary>Goes to a list and takes an entry with the arrow.</summary>
    public static async Task ChooseByKeysAsync(this IPage page, ILocator list, string value)
    {
        await page.TabToAsync(list);
        for (var steps = 0; steps < MostTabs && await list.InputValueAsync() != value; steps++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal(value, await list.InputValueAsync());
    }
}
