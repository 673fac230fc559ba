namespace OcopMarket.Web.Ui;

/// <summary>Words that all pages share.</summary>
public sealed class UiText;
