namespace OcopMarket.Web.Pages.AdminDesk.Settings;

/// <summary>Names the texts in <c>SettingTexts.resx</c>: of each setting its name (the key), what it does (<c>.Hint</c>) and where its default comes from (<c>.Source</c>).</summary>
internal sealed class SettingTexts;
