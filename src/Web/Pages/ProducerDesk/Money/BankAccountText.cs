namespace OcopMarket.Web.Pages.ProducerDesk.Money;

/// <summary>Names the texts in <c>BankAccountText.resx</c>.</summary>
internal sealed class BankAccountText;
