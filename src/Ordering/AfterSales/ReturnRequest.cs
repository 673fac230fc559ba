using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>Where a request to give goods back stands.</summary>
public enum ReturnState
{
    /// <summary>Waits for the producer.</summary>
    Asked,

    /// <summary>The producer would refund fewer pieces; waits for the giver.</summary>
    Offered,

    /// <summary>The producer wants the goods back first.</summary>
    SendBack,
    Refused,

    /// <summary>Lies with the office, as a complaint.</summary>
    Office,

    /// <summary>Refunded.</summary>
    Done,
}

/// <summary>A giver wants to give delivered goods back. Of a parcel one is open at most.</summary>
internal sealed class ReturnRequest
{
    public const int LongestText = 2000, MostPictures = 3;

    private readonly List<ReturnPicture> _pictures = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ParcelId ParcelId { get; init; }
    public required PurchaseId PurchaseId { get; init; }
    public required ProducerId ProducerId { get; init; }
    public required ReduceReason Reason { get; init; }
    public required string Text { get; init; }

    /// <summary>How many of which lines.</summary>
    public required Dictionary<Guid, int> Pieces { get; init; }
    public ReturnState State { get; set; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Unanswered until then it goes to the office.</summary>
    public required DateTimeOffset AnswerBy { get; init; }

    /// <summary>The producer's words.</summary>
    public string? Answer { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>For how many the producer would refund, while that is offered.</summary>
    public Dictionary<Guid, int> Offered { get; set; } = [];
    public DateTimeOffset? EndedAt { get; set; }
    public IReadOnlyList<ReturnPicture> Pictures => _pictures;

    public bool IsOpen => State is ReturnState.Asked or ReturnState.Offered or ReturnState.SendBack or ReturnState.Office;

    public void Add(ReturnPicture picture) => _pictures.Add(picture);

    public static IReadOnlyDictionary<ParcelLineId, int> ByLine(Dictionary<Guid, int> pieces) => pieces.ToDictionary(p => new ParcelLineId(p.Key), p => p.Value);
}

/// <summary>A private photo of what is wrong.</summary>
internal sealed class ReturnPicture
{
    public required Guid ReturnId { get; init; }
    public required PictureId Picture { get; init; }
}

internal sealed class ReturnConfiguration : IEntityTypeConfiguration<ReturnRequest>, IEntityTypeConfiguration<ReturnPicture>
{
    public void Configure(EntityTypeBuilder<ReturnRequest> request)
    {
        request.ToTable("returns", OrderingModule.Schema);
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Text).HasMaxLength(ReturnRequest.LongestText);
        request.Property(r => r.Answer).HasMaxLength(ReturnRequest.LongestText);
        request.Property(r => r.Pieces).AsJson();
        request.Property(r => r.Offered).AsJson();
        request.Ignore(r => r.IsOpen);
        request.HasOne<Parcel>().WithMany().HasForeignKey(r => r.ParcelId).OnDelete(DeleteBehavior.Restrict);
        request.HasIndex(r => r.ParcelId).IsUnique().HasFilter("state in ('Asked', 'Offered', 'SendBack', 'Office')");
        request.HasIndex(r => new { r.ProducerId, r.State });
        request.HasIndex(r => r.AnswerBy).HasFilter("state = 'Asked'");
        request.HasMany(r => r.Pictures).WithOne().HasForeignKey(p => p.ReturnId).OnDelete(DeleteBehavior.Restrict);
        request.Navigation(r => r.Pictures).UsePropertyAccessMode(PropertyAccessMode.Field);
        request.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<ReturnPicture> picture)
    {
        picture.ToTable("return_pictures", OrderingModule.Schema);
        picture.HasKey(p => new { p.ReturnId, p.Picture });
        picture.HasIndex(p => p.Picture);
    }
}

/// <summary>Photos of returns stay, and are seen by the producer's people and by the office that a complaint about it lies with.</summary>
internal sealed class ReturnPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id).ToList();
        return await db.Set<ReturnPicture>().Where(p => ids.Contains(p.Picture)).Select(p => p.Picture).Distinct().ToListAsync(ct);
    }

    public async Task<bool> MaySeeAsync(MarketDbContext db, Actor actor, PictureId picture, CancellationToken ct)
    {
        var returns = await db.Returns.AsNoTracking().Where(r => r.Pictures.Any(p => p.Picture == picture)).Select(r => new { r.Id, r.ProducerId }).ToListAsync(ct);
        var ids = returns.ConvertAll(r => (Guid?)r.Id);
        return returns.Exists(r => actor.MayHandleOrders(r.ProducerId))
            || (await db.Complaints.AsNoTracking().Where(c => ids.Contains(c.ReturnId)).ToListAsync(ct)).Exists(c => actor.MayDecideOn(c));
    }
}
