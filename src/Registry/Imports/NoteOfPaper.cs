using System.Linq.Expressions;
using OcopMarket.Registry.Certificates;

namespace OcopMarket.Registry.Imports;

/// <summary>The file's note on a certificate is the reason of the latest entry that wrote its paper.</summary>
internal static class NoteOfPaper
{
    public static readonly Expression<Func<CertificateEntry, bool>> IsIn = e => e.Kind == CertificateEntryKind.Issued || e.Kind == CertificateEntryKind.Corrected;
}
