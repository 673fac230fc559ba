using OcopMarket.Platform.Areas;

namespace OcopMarket.Web.Pages.Shop.Checkout;

/// <summary>A place as somebody types it into <see cref="PlaceFields"/>; older names are understood, divided ones asked about.</summary>
public sealed class TypedPlace
{
    private readonly AreaDirectory _areas;
    private readonly string? _chosen, _askedAbout;

    /// <param name="form">Null where nothing was sent yet.</param>
    public TypedPlace(AreaDirectory areas, IFormCollection? form)
    {
        _areas = areas;
        (Commune, District, Province) = (form?["Commune"].ToString(), form?["District"].ToString(), form?["Province"].ToString());
        (_chosen, _askedAbout) = (form?["CommuneCode"].ToString(), form?["Asked"].ToString());
    }

    public string? Commune { get; set; }
    public string? District { get; set; }

    /// <summary>A code.</summary>
    public string? Province { get; set; }

    /// <summary>What to choose from, where the answer is not plain.</summary>
    public IReadOnlyList<Commune> Candidates { get; private set; } = [];

    /// <summary>They are the parts of a divided place.</summary>
    public bool Split { get; private set; }

    public string Written => $"{Commune}|{District}|{Province}";

    /// <summary>A commune's code, or what is no place as it was written; null where it has to be asked first.</summary>
    public (string Commune, string? FormerName)? Resolve()
    {
        // A choice counts for what it was asked about only: the names may have been changed since.
        if (_chosen is { Length: > 0 } && _askedAbout == Written)
        {
            return (_chosen, Commune);
        }

        switch (_areas.Resolve(Commune, District, _areas.FindProvince(Province)?.Name))
        {
            case AreaResolution.Found found:
                return (found.Commune.Code, found.FormerName);
            case AreaResolution.Ambiguous several:
                (Candidates, Split) = (several.Candidates, several.Reason is AreaAmbiguity.SplitUnit);
                return null;
            default:
                return (Commune ?? "", null); // refused, with the name that is not known
        }
    }
}
