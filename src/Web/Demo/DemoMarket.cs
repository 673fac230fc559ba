using System.Numerics;
using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Labels;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Moderation;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Demo;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Licences;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Web.Demo;

/// <summary>Puts demonstration data in through the use cases everyone else goes through, and takes it out again.</summary>
internal sealed class DemoMarket(
    DemoCertificates certificates, GeneratedProducts generated, GeneratedCertificates many, DemoRegistry registry, ImportRegistry import, PublishListings publish, RemoveListings remove,
    RevokeCertificate revoke, ExtendCertificate extend, SuspendProducer suspend, RecordLicence licences, ListingShelf shelf, ICertificateEnds ends,
    ListingQueries listings, EditListing edit, SubmitListing submit, ModerationQueries moderation, ReturnRevision sendBack,
    DemoPeople people, DemoBaskets baskets, DemoFairs fairs, DemoHalls halls, DemoPoints points, DemoResults results, DemoBoard board, TableStatistics statistics, IStringLocalizer<DemoText> text, TimeProvider clock, ILogger<DemoMarket> log) : IDemoMarket
{
    /// <summary>Whole producers of <see cref="GeneratedProducts"/>.</summary>
    private const int Batch = 2000 * GeneratedProducts.ProductsPerProducer;

    /// <summary>The invented product whose text an officer sent back.</summary>
    private const string Returned = "X0013";

    private static readonly Actor Seeder = Actor.Operator("demo");

    private static readonly Dictionary<string, RevocationGround> Grounds = new()
    {
        ["a"] = RevocationGround.FalseDossier,
        ["b"] = RevocationGround.CriteriaNotMet,
        ["c"] = RevocationGround.LawBroken,
        ["d"] = RevocationGround.MarkMisused,
        ["\u0111"] = RevocationGround.NoLongerMade,
        ["e"] = RevocationGround.Other,
    };

    public async Task EnsureAsync(CancellationToken ct)
    {
        if (await registry.IsWantingAsync(ct))
        {
            await SeedAsync(ct);
        }

        if (await registry.IsPresentAsync(ct))
        {
            await people.EnsureAsync(Seeder, ct);
            await board.EnsureAsync(Seeder, await registry.ProductsAsync(ct), ct);
        }
    }

    public async Task SeedAsync(int products, IProgress<int>? progress, CancellationToken ct)
    {
        var today = clock.Today();
        if (await registry.IsWantingAsync(ct))
        {
            await SeedAsync(ct);
        }

        var there = DemoProduct.Real.Count + DemoProduct.Invented.Count;
        var publishing = Task.CompletedTask; // of one batch, while the registry takes the next
        for (var number = 0; there + number < products; number += Batch)
        {
            var batch = Enumerable.Range(number, Math.Min(Batch, products - there - number)).Select(generated.Make).ToList();
            var added = await many.AddAsync(Seeder, batch.ConvertAll(p => certificates.Generated(p, today)), text["LicenceIssuer"], ct);
            await publishing;
            if (BitOperations.IsPow2((number / Batch) + 1))
            {
                await statistics.RefreshAsync(ct); // the tables have doubled since the last time
            }

            progress?.Report(there + number);
            publishing = publish.RunAsync(Seeder, [.. batch.Zip(added, Item)], ct);
        }

        await publishing;
        progress?.Report(products);
    }

    public async Task<int> ClearAsync(CancellationToken ct)
    {
        var products = await registry.AllProductsAsync(ct);
        await points.ClearAsync(Seeder, ct);
        await remove.RunAsync(Seeder, products, ct);
        await fairs.ClearAsync(Seeder, ct);
        await board.ClearAsync(Seeder, ct);
        await people.ClearAsync(Seeder, ct);
        return (await registry.ClearAsync(Seeder, ct)).Value;
    }

    private async Task SeedAsync(CancellationToken ct)
    {
        var today = clock.Today();
        await AddAsync(DemoProduct.Real, today, ct);
        await AddAsync(DemoProduct.Invented, today, ct);
        foreach (var product in DemoProduct.Invented)
        {
            await ShowStateAsync(product, today, ct);
        }

        await ReviewAsync(ct);
        await ends.AnnounceAsync(ct);
        await shelf.SettleAsync(ct);
        await baskets.EnsureAsync(Seeder, await registry.ProductsAsync(ct), ct);
        await fairs.EnsureAsync(Seeder, ct);
        await halls.EnsureAsync(Seeder, ct);
        await results.EnsureAsync(Seeder, await registry.ProductsAsync(ct), ct);
        await points.EnsureAsync(Seeder, await registry.ProductsAsync(ct), ct);
        await registry.MarkSeededAsync(Seeder, ct);
        log.LogInformation("Demonstration data: {Products} products", DemoProduct.Real.Count + DemoProduct.Invented.Count);
    }

    private async Task AddAsync(IReadOnlyList<DemoProduct> products, DateOnly today, CancellationToken ct)
    {
        await using var file = await certificates.WriteAsync(products, today, ct);
        // Demonstration names resemble one another on purpose: every row stands as written.
        var confirmed = Enumerable.Range(2, products.Count * 2).ToHashSet();
        var report = Must(await import.RunAsync(new ImportRegistry.Command(Seeder, "demo.csv", file, Confirmed: confirmed), ct));
        foreach (var row in report.Rows.Where(r => r.Verdict is ImportVerdict.Refused or ImportVerdict.Ask))
        {
            log.LogWarning("Demo product {Product} was not taken: {Problem}", row.Product, row.Problems.Count > 0 ? row.Problems[0].Reason : null);
        }

        await registry.MarkIllustrativeAsync(
            Seeder, [.. products.Where(p => p.IllustrativeProducer).Select(p => p.Producer)], [.. products.Where(p => p.Illustrative).Select(DemoCertificates.Number)], ct);
        await LicenceAlcoholAsync(today, ct);
        await ListAsync(products, today, ct);
    }

    private async Task LicenceAlcoholAsync(DateOnly today, CancellationToken ct)
    {
        var alcohol = ProductSets.All.Where(s => s.Adult).Select(s => s.Number).ToList();
        foreach (var producer in await registry.UnlicensedProducersAsync(alcohol, ct))
        {
            Must(await licences.RunAsync(new RecordLicence.Command(
                Seeder, producer, LicenceKind.Alcohol, $"{DemoRegistry.Prefix}{producer}", today.AddYears(-1), today.AddYears(4), text["LicenceIssuer"]), ct));
        }
    }

    private async Task ListAsync(IReadOnlyList<DemoProduct> products, DateOnly today, CancellationToken ct)
    {
        var known = await registry.ProductsAsync(ct);
        var listed = products.Where(p => known.ContainsKey(DemoCertificates.Number(p))).ToLookup(p => p.State is DemoState.Expired or DemoState.Extended);
        await publish.RunAsync(Seeder, [.. listed[false].Select(p => Item(p, known[DemoCertificates.Number(p)]))], ct);
        foreach (var ended in listed[true])
        {
            var on = ended.State is DemoState.Expired ? DemoCertificates.LastDayOfExpired(ended, today) : today.AddDays(-30);
            await publish.RunAsync(Seeder, [Item(ended, known[DemoCertificates.Number(ended)])], ct, on);
        }
    }

    private PublishListings.Item Item(DemoProduct product, ProductId id) => new(
        id, product.Packings, product.StoryVi, product.StoryEn, product.Gift, product.SeasonFrom, product.SeasonThrough,
        product.Illustrative || product.IllustrativeProducer)
    {
        Label = LabelOf(product), MakingDays = DemoDice.Roll(product.Id + " days", 4), Fragile = product.Set is 21 or 14 or 15,
    };

    /// <summary>What the law wants on the label, each value marked as an example.</summary>
    private Dictionary<LabelField, string> LabelOf(DemoProduct product)
        => LabelRules.Of(product.Set).Where(r => r.Required).ToDictionary(r => r.Field, r => r.Field is LabelField.Alcohol ? "29" : text[$"Label{r.Field}", product.Id].Value);

    /// <summary>Work for the desks: versions that wait for an officer, and one that was sent back to an invented producer.</summary>
    private async Task ReviewAsync(CancellationToken ct)
    {
        var known = await registry.ProductsAsync(ct);
        foreach (var product in DemoProduct.Invented.Where(p => p.State is DemoState.Upgraded).Concat(DemoProduct.Real.Where(DemoPeople.IsOfDemoOwner).Take(1)))
        {
            if (!known.TryGetValue(DemoCertificates.Number(product), out var id) || (await listings.SlugsOfAsync([id], ct)).GetValueOrDefault(id) is not { } slug || await listings.FindAsync(slug, ct) is not { } listing)
            {
                continue;
            }

            var isBad = product.Id == Returned;
            var words = new ContentPart.Words(
                listing.Content.Kind, product.StoryVi + " " + text[isBad ? "StoryReturned" : "StoryWaiting"], product.StoryEn, text["ClaimsWaiting"], null, LabelOf(product));
            await edit.RunAsync(new(Seeder, listing.Id, words), ct);
            await submit.RunAsync(new(Seeder, listing.Id), ct);
            if (isBad && (await moderation.QueueAsync(Seeder, new(), 1, ct)).Items.FirstOrDefault(r => r.Listing == listing.Id) is { } waiting)
            {
                await sendBack.RunAsync(new(Seeder, waiting.Id, waiting.SubmittedAt, [ReturnReason.HealthClaim, ReturnReason.StarsInText], text["ReturnNote"]), ct);
            }
        }
    }

    /// <summary>What cannot be written into a certificate: decisions of authorities. A refusal means that an earlier start has done it.</summary>
    private async Task ShowStateAsync(DemoProduct product, DateOnly today, CancellationToken ct)
    {
        var name = new CertificateName(DemoCertificates.Number(product));
        switch (product.State)
        {
            case DemoState.Revoked:
                await revoke.RunAsync(new RevokeCertificate.Command(Seeder, name, Grounds[product.Ground!], product.Note!, text["RevocationDocument", product.Id], today), ct);
                return;
            case DemoState.Extended:
                await extend.RunAsync(new ExtendCertificate.Command(Seeder, name, today.AddDays(100), text["ExtensionReason"], text["ExtensionDocument", product.Id], today.AddDays(-25)), ct);
                return;
            case DemoState.SuspendedProducer:
                await suspend.RunAsync(new SuspendProducer.Command(Seeder, ProducerSlug(product), text["SuspensionReason"]), ct);
                return;
            case DemoState.InForce or DemoState.Expired or DemoState.Upgraded or DemoState.NoCertificate or DemoState.EndingSoon:
                return;
        }
    }

    private static string ProducerSlug(DemoProduct product) => Platform.Text.VietnameseText.Slug(product.Producer);

    private static T Must<T>(Result<T> result) => result.Refusal is { } refusal ? throw new InvalidOperationException($"Demonstration data was refused: {refusal}") : result.Value;

    private static void Must(Result result)
    {
        if (result.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Demonstration data was refused: {refusal}");
        }
    }
}
