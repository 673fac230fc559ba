using Microsoft.Extensions.Localization;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Certificates;

/// <summary>The sentence below the state, and what a buyer may do.</summary>
internal static class VerdictWords
{
    public static string Sentence(IStringLocalizer<CertificateText> text, CertificateView certificate, DateOnly today) => certificate.StateOn(today) switch
    {
        CertificateState.InForce => text["InForceSentence", certificate.Stars, Show.Day(certificate.Dates.LastDay)],
        CertificateState.Extended => text["ExtendedSentence", certificate.Stars, Show.Day(certificate.ValidThrough), Show.Day(certificate.Dates.LastDay)],
        CertificateState.Expired => text["ExpiredSentence", Show.Day(certificate.Dates.Term)],
        CertificateState.Superseded => text["SupersededSentence", Show.Day(certificate.Dates.SupersededFrom!.Value)],
        CertificateState.NotYet => text["NotYetSentence", Show.Day(certificate.ValidFrom)],
        CertificateState.Revoked => certificate.Revocation?.Document is { Length: > 0 } document
            ? text["RevokedSentence", Show.Day(certificate.Dates.RevokedFrom!.Value), document]
            : text["RevokedSentencePlain", Show.Day(certificate.Dates.RevokedFrom!.Value)],
    };

    /// <summary>Null while the certificate counts: then there is nothing to warn of.</summary>
    public static string? Advice(IStringLocalizer<CertificateText> text, CertificateState state)
    {
        var name = state switch
        {
            CertificateState.Expired => "YouMayExpired",
            CertificateState.Revoked => "YouMayRevoked",
            CertificateState.Superseded => "YouMaySuperseded",
            CertificateState.InForce or CertificateState.Extended or CertificateState.NotYet => null,
        };
        return name is null ? null : text[name].Value;
    }
}
