using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Pages.Shop.Products;

/// <summary>Why a product cannot be bought today; the first reason a reader should hear.</summary>
public enum NotOnOffer
{
    Suspended,
    NoCertificate,
    Revoked,
    Expired,
    NotYet,
    Paused,

    /// <summary>An officer took the listing down.</summary>
    TakenDown,

    /// <summary>Its kind of goods is shown here and not sold.</summary>
    OnlyShown,

    /// <summary>The certificate stands, but something else the law asks for is missing.</summary>
    Other,
}

public static class WhyNotOnOffer
{
    /// <param name="certificates">All of the product, newest first.</param>
    /// <returns>The reason, and the certificate it is about.</returns>
    public static (NotOnOffer Reason, CertificateView? Certificate) Of(ListingView listing, IReadOnlyList<CertificateView> certificates, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(certificates);
        var told = certificates.FirstOrDefault(c => c.Dates.InForceOn(today)) ?? certificates.FirstOrDefault(c => c.StateOn(today) is not CertificateState.NotYet)
            ?? (certificates is [var newest, ..] ? newest : null);
        var reason = listing.TakenDown ? NotOnOffer.TakenDown
            : told is null ? NotOnOffer.NoCertificate
            : listing.ProducerSuspended ? NotOnOffer.Suspended
            : told.StateOn(today) switch
            {
                CertificateState.Revoked => NotOnOffer.Revoked,
                CertificateState.Expired or CertificateState.Superseded => NotOnOffer.Expired,
                CertificateState.NotYet => NotOnOffer.NotYet,
                CertificateState.InForce or CertificateState.Extended => listing.State is ListingState.Paused ? NotOnOffer.Paused : listing.Content.Kind is ListingKind.Information ? NotOnOffer.OnlyShown : NotOnOffer.Other,
            };
        return (reason, told);
    }
}
