using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

/// <summary>A market with a module that uses whatever pictures a test says.</summary>
public sealed class PictureMarket : MarketFixture
{
    internal UsesByWord Uses { get; } = new();

    protected override MarketFactory Create(string connectionString) => new(connectionString) { Replace = services => services.AddSingleton<IPictureUse>(Uses) };

    internal sealed class UsesByWord : IPictureUse
    {
        public HashSet<PictureId> Used { get; } = [];

        public HashSet<(AccountId Account, PictureId Picture)> Shown { get; } = [];

        public Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
            => Task.FromResult<IReadOnlyCollection<PictureId>>([.. pictures.Select(p => p.Id).Where(Used.Contains)]);

        public Task<bool> MaySeeAsync(MarketDbContext db, Actor actor, PictureId picture, CancellationToken ct)
            => Task.FromResult(actor.Account is { } account && Shown.Contains((account, picture)));
    }
}

/// <summary>Base of tests that send photos.</summary>
public abstract class PictureTest(PictureMarket fixture) : MarketTest(fixture)
{
    internal PictureMarket.UsesByWord Uses => fixture.Uses;

    protected static Actor NewMember() => Actor.Member("Lan", AccountId.New());

    protected Task<Result<PictureView>> SendAsync(Actor actor, byte[] photo, bool isPrivate = false)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return Get<AddPicture>().RunAsync(new(actor, "anh.jpg", photo.Length, isPrivate), new MemoryStream(photo), Ct);
    }

    protected async Task<byte[]?> FileAsync(string sha, int step, string form)
    {
        await using var file = await Get<PictureQueries>().OpenAsync(sha, step, form, Ct);
        if (file is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }
}
