namespace OcopMarket.Web.Pages.Shop.Misuse;

public sealed class MisuseText;
