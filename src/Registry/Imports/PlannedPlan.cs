using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Products;

namespace OcopMarket.Registry.Imports;

/// <summary>What a plan says about a product besides its name and place.</summary>
internal sealed record PlannedFacts(int? Set, int? TargetStars, string? Note)
{
    public static PlannedFacts Of(PlannedProduct p) => new(p.Set, p.TargetStars, p.Note);
}

/// <summary>A planned product in the registry or on its way there.</summary>
internal sealed class BookPlanned(PlannedProduct? stored, PlannedRow? row)
{
    public PlannedProduct? Stored => stored;

    /// <summary>The row that brought or changed it.</summary>
    public PlannedRow? Row { get; set; } = row;

    public string Name => stored?.Name ?? Row!.Product;

    public string Producer => VietnameseText.Fold(stored is null ? Row!.Producer : stored.ProducerName);
}

/// <summary>Verdicts for a plan: by commune, name and producer; the same checks as for certificates, without what only a certificate has.</summary>
internal sealed class PlannedPlan(AreaDirectory areas, Actor actor, IReadOnlySet<int> confirmed)
{
    private readonly Dictionary<(string Commune, string Name), List<BookPlanned>> _known = [];
    private readonly HashSet<BookPlanned> _seen = [];
    private readonly List<(ImportRow Cells, PlannedRow? Row, BookPlanned? Product, ImportVerdict Verdict, ImportProblem? Problem)> _rows = [];

    public IEnumerable<BookPlanned> Work => _rows.Where(r => r.Verdict is ImportVerdict.New or ImportVerdict.Changed).Select(r => r.Product!);

    public IReadOnlyList<CountedRow> Counted
        => [.. _rows.Where(r => r.Product is not null).Select(r => new CountedRow(r.Cells.Written.Commune, r.Cells.Written.District, r.Cells.Written.Province, r.Row!.Place.CommuneCode, r.Row.Place.ProvinceCode))];

    public async Task LoadAsync(MarketDbContext db, CancellationToken ct)
    {
        await foreach (var product in db.PlannedProducts.OrderBy(p => p.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            Of(product.CommuneCode, product.NameFolded).Add(new BookPlanned(product, null));
        }
    }

    public void Take(ImportRow cells, PlannedRow? row)
    {
        var (product, verdict, problem) = row is null ? (null, cells.IsDoubtOnly ? ImportVerdict.Ask : ImportVerdict.Refused, null) : Judge(cells, row);
        _rows.Add((cells, row, product, verdict, problem));
    }

    public IReadOnlyList<ImportedRow> Finish()
        =>
        [
            .. _rows.Select(r => new ImportedRow(r.Cells.Source.Number, r.Verdict, "", r.Cells.Product, r.Cells.Producer, r.Problem is { } problem ? [problem] : r.Cells.Problems)
            {
                Source = r.Verdict is ImportVerdict.Ask or ImportVerdict.Refused ? r.Cells.Source : null,
            }),
        ];

    private (BookPlanned? Product, ImportVerdict Verdict, ImportProblem? Problem) Judge(ImportRow cells, PlannedRow row)
    {
        if (!actor.MayRecordIn(row.Place.ProvinceCode, row.Place.CommuneCode))
        {
            return (null, ImportVerdict.Refused, cells.Problem(ImportColumn.CommuneCode, RegistryRefusals.OutsideYourArea(row.Product)));
        }

        var sameName = Of(row.Place.CommuneCode, VietnameseText.Fold(row.Product));
        var same = sameName.Find(p => p.Producer == VietnameseText.Fold(row.Producer) && VietnameseText.Exact(p.Name) == VietnameseText.Exact(row.Product));
        if (same is null)
        {
            if (sameName.Find(p => VietnameseText.Exact(p.Name) != VietnameseText.Exact(row.Product)) is { } doubtful && !confirmed.Contains(row.Row))
            {
                return (null, ImportVerdict.Ask, cells.Problem(ImportColumn.ProductName, RegistryRefusals.ImportProductDoubtful(row.Product, doubtful.Name, PlaceOf(row.Place.CommuneCode))));
            }

            var added = new BookPlanned(null, row);
            sameName.Add(added);
            _seen.Add(added);
            return (added, ImportVerdict.New, null);
        }

        if (!_seen.Add(same))
        {
            var first = _rows.First(r => r.Product == same).Row!.Row;
            return (null, ImportVerdict.Refused, cells.Problem(ImportColumn.ProductName, RegistryRefusals.ImportProductTwiceInFile(row.Product, first)));
        }

        var stored = PlannedFacts.Of(same.Stored!);
        if (new PlannedFacts(row.Set ?? stored.Set, row.Stars ?? stored.TargetStars, row.Note ?? stored.Note) == stored)
        {
            return (same, ImportVerdict.Same, null);
        }

        same.Row = row;
        return (same, ImportVerdict.Changed, null);
    }

    private List<BookPlanned> Of(string commune, string name) => _known.TryGetValue((commune, name), out var list) ? list : _known[(commune, name)] = [];

    private string PlaceOf(string communeCode) => areas.FindCommune(communeCode) is { } commune ? ImportWords.Place(commune, areas) : communeCode;
}
