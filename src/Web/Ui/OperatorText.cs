namespace OcopMarket.Web.Ui;

/// <summary>Names the texts in <c>OperatorText.resx</c>.</summary>
internal sealed class OperatorText;
