namespace OcopMarket.Web.Pages.ProducerDesk.Vouchers;

/// <summary>Names the texts in <c>VouchersText.resx</c>.</summary>
internal sealed class VouchersText;
