using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Registry.Imports;

/// <summary>
/// Decides what becomes of each row, in the order of the file, without touching the database: the same file against the same registry
/// always gives the same verdicts, in a dry run too. What a producer or product is called and how to reach it follows its newest certificate.
/// </summary>
/// <param name="confirmed">Rows whose doubt a person has decided: they are taken as written.</param>
internal sealed class ImportPlan(RegistryBook book, Actor actor, RuleSets rules, AreaDirectory areas, IReadOnlySet<int> confirmed, DateOnly today)
{
    private readonly Dictionary<(string Issuer, string Number), int> _seen = [];
    private readonly List<(ImportRow Cells, CertificateRow? Row, BookCertificate? Certificate, ImportVerdict Verdict, ImportProblem? Problem)> _rows = [];

    public void Take(ImportRow cells, CertificateRow? row)
    {
        if (row is null)
        {
            _rows.Add((cells, null, null, cells.IsDoubtOnly ? ImportVerdict.Ask : ImportVerdict.Refused, null));
            return;
        }

        var (certificate, verdict, problem) = Judge(cells, row);
        _rows.Add((cells, row, certificate, verdict, problem));
    }

    /// <summary>The certificates to write, in the order of the file.</summary>
    public IEnumerable<BookCertificate> Work => _rows.Where(r => r.Verdict is ImportVerdict.New or ImportVerdict.Changed && r.Certificate!.Row == r.Row!.Row).Select(r => r.Certificate!);

    /// <summary>Settles names and addresses; to be called once, after the last row.</summary>
    public IReadOnlyList<ImportedRow> Finish()
    {
        var taken = _rows.Where(r => r.Certificate is not null).OrderBy(r => r.Row!.IssuedOn).ThenBy(r => r.Row!.Row).ToList();
        var changedBy = new HashSet<int>();
        foreach (var (row, product) in taken.Select(r => (r.Row!, r.Certificate!.Product)))
        {
            var newest = product.Certificates.Max(c => c.Paper!.IssuedOn);
            if (row.IssuedOn >= newest || !product.IsStored)
            {
                Describe(product, row);
            }

            var producer = product.Producer;
            if ((row.IssuedOn >= producer.Products.SelectMany(p => p.Certificates).Max(c => c.Paper!.IssuedOn) || !producer.IsStored) && MayChange(producer))
            {
                Describe(producer, row);
            }
        }

        foreach (var product in taken.Select(r => r.Certificate!.Product).Distinct())
        {
            changedBy.UnionWith(product.IsStored && product.Facts != product.Stored ? [product.Row] : []);
            changedBy.UnionWith(product.Producer.IsStored && product.Producer.Facts != product.Producer.Stored ? [product.Producer.Row] : []);
        }

        return
        [
            .. _rows.Select(r => new ImportedRow(
                r.Cells.Source.Number, r.Verdict is ImportVerdict.Same && changedBy.Contains(r.Cells.Source.Number) ? ImportVerdict.Changed : r.Verdict,
                r.Cells.Number, r.Cells.Product, r.Cells.Producer, r.Problem is { } problem ? [problem] : r.Cells.Problems)
            {
                Source = r.Verdict is ImportVerdict.Ask or ImportVerdict.Refused ? r.Cells.Source : null,
            }),
        ];
    }

    /// <summary>The rows that count for the control totals.</summary>
    public IReadOnlyList<CountedRow> Counted
        => [.. _rows.Where(r => r.Certificate is not null).Select(r => new CountedRow(r.Cells.Written.Commune, r.Cells.Written.District, r.Cells.Written.Province, r.Row!.Place.CommuneCode, r.Row.Place.ProvinceCode))];

    private (BookCertificate? Certificate, ImportVerdict Verdict, ImportProblem? Problem) Judge(ImportRow cells, CertificateRow row)
    {
        if (!_seen.TryAdd(RegistryBook.KeyOf(row), row.Row))
        {
            return Refused(ImportColumn.CertificateNumber, RegistryRefusals.ImportTwiceInFile(row.Number, _seen[RegistryBook.KeyOf(row)]));
        }

        if (!MayWrite(row.Place.ProvinceCode, row.Place.CommuneCode))
        {
            return Refused(ImportColumn.CommuneCode, RegistryRefusals.NotYourArea(row.Number));
        }

        var known = book.Find(row);
        var paper = Paper(row, cells, known?.Stored);
        if (WhyNotThisTerm(cells, row, known, paper) is { } wrongTerm)
        {
            return wrongTerm;
        }

        BookProduct product;
        if (known is not null)
        {
            product = known.Product;
            if (!book.Fits(row, known) && !confirmed.Contains(row.Row))
            {
                return Asked(ImportColumn.CertificateNumber, RegistryRefusals.ImportNumberIsAnothers(row.Number, product.Facts.Name, product.Producer.Facts.Name));
            }
        }
        else
        {
            var (producer, producerDoubt) = book.FindProducer(row, PlaceOf);
            if (producerDoubt is not null && !confirmed.Contains(row.Row))
            {
                return Asked(producerDoubt.Code == "registry.import_tax_code_is_anothers" ? ImportColumn.TaxCode : ImportColumn.ProducerName, producerDoubt);
            }

            var (same, productDoubt) = producer is null ? (null, null) : RegistryBook.FindProduct(row, producer, PlaceOf);
            if (productDoubt is not null && !confirmed.Contains(row.Row))
            {
                return Asked(ImportColumn.ProductName, productDoubt);
            }

            product = same ?? NewProduct(row, producer ?? NewProducer(row));
        }

        if (product.IsStored && !MayWrite(product.Stored.ProvinceCode, product.Stored.CommuneCode))
        {
            return Refused(ImportColumn.CertificateNumber, RegistryRefusals.NotYourArea(row.Number));
        }

        var neverCounted = known?.Dates.RevokedFrom is { } revoked && revoked <= paper.IssuedOn;
        if (!neverCounted && product.Certificates.Find(c => c != known && !c.NeverCounted && c.Paper!.IssuedOn == paper.IssuedOn) is { } clash)
        {
            return Refused(ImportColumn.IssuedOn, RegistryRefusals.OverlapsAnother(clash.Paper!.Number));
        }

        if (known is null && WhyMayNotRecord(row.Stars) is { } wrongLevel)
        {
            return Refused(ImportColumn.Stars, wrongLevel);
        }

        if (known is null)
        {
            var added = new BookCertificate(CertificateId.New(), product, null, default, null) { Paper = paper, Note = row.Note, Row = row.Row };
            book.Add(row, added);
            return (added, ImportVerdict.New, null);
        }

        var note = row.Note ?? known.StoredNote;
        if (AreSame(paper, known.Stored!) && note == known.StoredNote)
        {
            return (known, ImportVerdict.Same, null);
        }

        if ((WhyMayNotRecord(row.Stars) ?? WhyMayNotRecord(known.Stored!.Stars)) is { } notYours)
        {
            return Refused(ImportColumn.Stars, notYours);
        }

        (known.Paper, known.Note, known.Row) = (paper, note, row.Row);
        return (known, ImportVerdict.Changed, null);

        (BookCertificate?, ImportVerdict, ImportProblem?) Refused(ImportColumn column, Refusal reason) => (null, ImportVerdict.Refused, cells.Problem(column, reason));
        (BookCertificate?, ImportVerdict, ImportProblem?) Asked(ImportColumn column, Refusal reason) => (null, ImportVerdict.Ask, cells.Problem(column, reason));
    }

    private (BookCertificate?, ImportVerdict, ImportProblem?)? WhyNotThisTerm(ImportRow cells, CertificateRow row, BookCertificate? known, CertificatePaper paper)
    {
        if (known?.Dates.ExtendedTo is { } extendedTo && paper.ValidThrough >= extendedTo)
        {
            return (null, ImportVerdict.Refused, cells.Problem(ImportColumn.ValidThrough, RegistryRefusals.ImportTermPastExtension(paper.ValidThrough, extendedTo)));
        }

        if (paper.ValidThrough < paper.IssuedOn)
        {
            return (null, ImportVerdict.Refused, cells.Problem(ImportColumn.ValidThrough, RegistryRefusals.ImportEndsBeforeIssue(paper.ValidThrough, paper.IssuedOn)));
        }

        var ruleSet = rules.InForceOn(paper.IssuedOn);
        var longer = paper.ValidThrough > ruleSet.LastDay(paper.IssuedOn) && paper.ValidThrough != known?.Stored?.ValidThrough;
        return longer && !confirmed.Contains(row.Row)
            ? (null, ImportVerdict.Ask, cells.Problem(ImportColumn.ValidThrough, RegistryRefusals.ImportTermLongerThanRules(paper.ValidThrough, ruleSet.LastDay(paper.IssuedOn), ruleSet.Law)))
            : null;
    }

    // A column that the file does not have says nothing; an empty cell says that the paper has none.
    private CertificatePaper Paper(CertificateRow row, ImportRow cells, CertificatePaper? stored)
    {
        var ruleSet = rules.InForceOn(row.IssuedOn);
        var sameDay = stored?.IssuedOn == row.IssuedOn;
        return new CertificatePaper(
            row.Number, row.Issuer, row.Level, row.Stars, sameDay ? stored!.CriteriaVersion : ruleSet.Key,
            cells.Has(ImportColumn.DecisionNumber) ? row.DecisionNumber : stored?.DecisionNumber, cells.Has(ImportColumn.DecisionDate) ? row.DecisionDate : stored?.DecisionDate, row.IssuedOn,
            row.ValidThrough ?? (sameDay && !cells.Has(ImportColumn.ValidThrough) ? stored!.ValidThrough : ruleSet.LastDay(row.IssuedOn)),
            cells.Has(ImportColumn.Packings) ? row.Packings : stored?.Packings ?? []);
    }

    private static bool AreSame(CertificatePaper one, CertificatePaper other)
        => one.Packings.SequenceEqual(other.Packings) && one with { Packings = [] } == other with { Packings = [] };

    private BookProducer NewProducer(CertificateRow row)
        => book.Add(new BookProducer(ProducerId.New(), new(row.Producer, row.Type, row.TaxCode, row.Address, row.Phone, row.Email), row.Place.CommuneCode, row.Place.ProvinceCode, stored: false) { Row = row.Row });

    private static BookProduct NewProduct(CertificateRow row, BookProducer producer)
        => RegistryBook.Add(new BookProduct(ProductId.New(), producer, new(row.Product, row.Set, row.OcopCode, row.Place.CommuneCode, row.Place.ProvinceCode, row.Place.Written), stored: false) { Row = row.Row });

    private static void Describe(BookProduct product, CertificateRow row)
    {
        var facts = product.Facts with
        {
            Name = row.Product,
            Set = row.Set,
            OcopCode = row.OcopCode ?? product.Facts.OcopCode,
            CommuneCode = row.Place.CommuneCode,
            ProvinceCode = row.Place.ProvinceCode,
            PlaceWritten = row.Place.Written ?? (row.Place.CommuneCode == product.Facts.CommuneCode ? product.Facts.PlaceWritten : null),
        };
        if (facts != product.Facts)
        {
            (product.Facts, product.Row) = (facts, row.Row);
        }
    }

    private static void Describe(BookProducer producer, CertificateRow row)
    {
        var known = producer.Facts;
        var facts = new ProducerFacts(row.Producer, row.Type, row.TaxCode ?? known.TaxCode, row.Address ?? known.Address, row.Phone ?? known.Phone, row.Email ?? known.Email);
        if (facts != known)
        {
            (producer.Facts, producer.Row) = (facts, row.Row);
        }
    }

    private Refusal? WhyMayNotRecord(int stars) => actor.WhyMayNotRecord(stars, rules.InForceOn(today));

    private bool MayWrite(string provinceCode, string communeCode) => actor.MayRecordIn(provinceCode, communeCode);

    // A producer of another area keeps its name and address when an officer records its product made here.
    private bool MayChange(BookProducer producer) => !producer.IsStored || MayWrite(producer.ProvinceCode, producer.CommuneCode);

    private string PlaceOf(string communeCode) => areas.FindCommune(communeCode) is { } commune ? ImportWords.Place(commune, areas) : communeCode;
}
