namespace OcopMarket.Web.Pages.ProducerDesk.Staff;

/// <summary>Names the texts in <c>StaffText.resx</c>.</summary>
internal sealed class StaffText;
