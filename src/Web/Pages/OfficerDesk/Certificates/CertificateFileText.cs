namespace OcopMarket.Web.Pages.OfficerDesk.Certificates;

public sealed class CertificateFileText;
