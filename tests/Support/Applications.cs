using OcopMarket.Platform;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Onboarding;

namespace OcopMarket.Tests.Support;

/// <summary>Applications to be a producer, filled in as a person would.</summary>
public static class Applications
{
    private static readonly Lazy<byte[]> Paper = new(() => TestPhotos.Jpeg(300, 400));

    /// <summary>A household of this name in the commune, submitted.</summary>
    public static async Task<ProducerApplicationId> ApplyAsync(this MarketFactory market, Actor actor, string commune, string name = "Hộ kinh doanh Lò Thị Mây", string taxCode = "0101234567")
    {
        ArgumentNullException.ThrowIfNull(market);
        var id = Must(await market.Get<BeginApplication>().RunAsync(actor, null, CancellationToken.None));
        await market.FillAsync(actor, id, commune, name, taxCode);
        Must(await market.Get<SubmitApplication>().RunAsync(actor, id, CancellationToken.None));
        return id;
    }

    /// <summary>All steps but the last look.</summary>
    public static async Task FillAsync(this MarketFactory market, Actor actor, ProducerApplicationId id, string commune, string name, string taxCode)
    {
        ArgumentNullException.ThrowIfNull(market);
        var paper = Must(await market.Get<AddPicture>().RunAsync(new(actor, "dang-ky.jpg", Paper.Value.Length, Private: true), new MemoryStream(Paper.Value), CancellationToken.None));
        foreach (var step in new ApplicationChange[]
        {
            new ApplicationChange.Organisation(ProducerType.Household, name, taxCode, "41A8001234", "Lò Thị Mây"),
            new ApplicationChange.Place("Bản Mòng", commune, null),
            new ApplicationChange.Contact("+84 912 345 678", "may@example.vn"),
            new ApplicationChange.Bank("970405", "1500 2012 34567", "Lò Thị Mây"),
            new ApplicationChange.Papers([(paper.Id, "Giấy đăng ký hộ kinh doanh")]),
        })
        {
            Must(await market.Get<SaveApplication>().RunAsync(actor, id, step, CancellationToken.None));
        }
    }

    private static T Must<T>(Result<T> result) => result.Refusal is { } refusal ? throw new InvalidOperationException($"Refused: {refusal}") : result.Value;

    private static void Must(Result result)
    {
        if (result.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Refused: {refusal}");
        }
    }
}
