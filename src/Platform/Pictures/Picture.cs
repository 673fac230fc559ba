using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Pictures;

/// <summary>A picture in all its sizes, made from one upload.</summary>
internal sealed class Picture
{
    public required PictureId Id { get; init; }
    public required string Sha256 { get; init; }
    public required bool Private { get; init; }

    /// <summary>Bytes as it came.</summary>
    public required long OriginalSize { get; init; }

    /// <summary>What it really was, by its content.</summary>
    public required string OriginalType { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required string Colour { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required AccountId MadeBy { get; init; }

    /// <summary>Since when no module was seen to use it; null while one does.</summary>
    public DateTimeOffset? UnusedSince { get; set; }

    /// <summary>Nobody used it and it can be attached no more; the row goes when its files are gone.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public PictureKey Key => new(Sha256, Width, Height, Colour);

    public PictureView View => new(Id, Key, Private);
}

/// <summary>A photo on its way in, piece by piece.</summary>
internal sealed class Upload
{
    public required Guid Id { get; init; }
    public required AccountId AccountId { get; init; }

    /// <summary>As the sender calls it; shown again, never used as a path.</summary>
    public required string Name { get; init; }
    public required long Size { get; init; }
    public required bool Private { get; init; }
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>How much has arrived and is kept.</summary>
    public long Received { get; set; }

    /// <summary>When it last moved; one that stands still for a day is forgotten.</summary>
    public required DateTimeOffset MovedAt { get; set; }

    /// <summary>Known once all has arrived, and written before the first file is: so that what a crash leaves is found.</summary>
    public string? Sha256 { get; set; }
    public PictureId? PictureId { get; set; }

    /// <summary>Why no picture came of it.</summary>
    public string? RefusalCode { get; set; }
    public long[]? RefusalValues { get; set; }

    public bool Ended => PictureId is not null || RefusalCode is not null;

    public string Folder => $"uploads/{Id:N}";
}

internal sealed class PictureConfiguration : IEntityTypeConfiguration<Picture>, IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Picture> picture)
    {
        picture.ToTable("pictures", PlatformModule.Schema, t => t.HasCheckConstraint("ck_pictures_sides", "width > 0 and height > 0"));
        picture.Property(p => p.Sha256).HasMaxLength(64).IsFixedLength();
        picture.Property(p => p.OriginalType).HasMaxLength(40);
        picture.Property(p => p.Colour).HasMaxLength(6).IsFixedLength();
        picture.Ignore(p => p.Key);
        picture.Ignore(p => p.View);
        picture.HasIndex(p => p.Sha256);
        picture.HasIndex(p => new { p.MadeBy, p.MadeAt });
    }

    public void Configure(EntityTypeBuilder<Upload> upload)
    {
        upload.ToTable("uploads", PlatformModule.Schema, t => t.HasCheckConstraint("ck_uploads_received", "received between 0 and size"));
        upload.Property(u => u.Id).ValueGeneratedNever();
        upload.Property(u => u.Name).HasMaxLength(200);
        upload.Property(u => u.Sha256).HasMaxLength(64);
        upload.Property(u => u.RefusalCode).HasMaxLength(100);
        upload.HasIndex(u => u.AccountId);
        upload.HasIndex(u => u.MovedAt);
    }
}

internal static class PictureSets
{
    extension(MarketDbContext db)
    {
        public DbSet<Picture> Pictures => db.Set<Picture>();

        public DbSet<Upload> Uploads => db.Set<Upload>();
    }

    /// <summary>One at a time of those who put the files of this content into the store or take them out of it.</summary>
    public static Task LockPictureAsync(this MarketDbContext db, string sha, CancellationToken ct) => db.LockAsync("picture:" + sha, ct);
}
