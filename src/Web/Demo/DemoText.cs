namespace OcopMarket.Web.Demo;

/// <summary>Names the texts of demonstration data.</summary>
public sealed class DemoText;
