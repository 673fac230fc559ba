namespace OcopMarket.Tests.Components;

public sealed class ComponentTestTests : ComponentTest
{
    [Fact]
    public void A_click_is_handled_and_shown()
    {
        var counter = Render<CounterForTest>(p => p.Add(c => c.Label, "Thêm").Add(c => c.Most, 2));
        var button = counter.Find("button");

        button.Click();
        button.Click();

        Assert.Equal("Thêm", button.TextContent);
        Assert.Equal("2", counter.Find("p").TextContent);
        Assert.True(button.HasAttribute("disabled"));
    }
}
