namespace OcopMarket.Web.Ui;

/// <summary>Names the texts in <c>RefusalText.resx</c>: one for each refusal's code, and one for each word a refusal may carry (<c>OfficeLevel.Province</c>).</summary>
internal sealed class RefusalText;
