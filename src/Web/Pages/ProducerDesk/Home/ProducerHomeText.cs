namespace OcopMarket.Web.Pages.ProducerDesk.Home;

/// <summary>Names the texts in <c>ProducerHomeText.resx</c>.</summary>
internal sealed class ProducerHomeText;
