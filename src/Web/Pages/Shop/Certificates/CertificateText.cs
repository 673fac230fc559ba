namespace OcopMarket.Web.Pages.Shop.Certificates;

/// <summary>Names the texts in <c>CertificateText.resx</c>.</summary>
internal sealed class CertificateText;
