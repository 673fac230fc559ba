using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>A numbered place on a fair's plan. Measures are centimetres from the corner at the upper left.</summary>
internal sealed class Booth
{
    public const int MostBooths = 1000, Longest = 100_000, Smallest = 50;

    public Booth(FairId fair, string zone, int number) => (Id, FairId, Zone, Number) = (BoothId.New(), fair, zone, number);

    private Booth() { } // EF

    public BoothId Id { get; private init; }
    public FairId FairId { get; private init; }

    /// <summary>Code of one of the fair's zones.</summary>
    public string Zone { get; private init; } = "";

    /// <summary>Within its zone, from 1.</summary>
    public int Number { get; private init; }
    public int X { get; set; }
    public int Y { get; set; }
    public int Width { get; set; }
    public int Depth { get; set; }

    /// <summary>Before support; null is that of the fair.</summary>
    public Money? Fee { get; set; }

    /// <summary>Who stands here.</summary>
    public FairApplicationId? ApplicationId { get; set; }

    public string Name => NameOf(Zone, Number);

    public bool Overlaps(Booth other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Depth && other.Y < Y + Depth;

    public static string NameOf(string zone, int number) => zone + number.ToString("00", CultureInfo.InvariantCulture);
}

internal sealed class BoothConfiguration : IEntityTypeConfiguration<Booth>
{
    public void Configure(EntityTypeBuilder<Booth> booth)
    {
        booth.ToTable("booths", PromotionModule.Schema, t => t.HasCheckConstraint("ck_booths_size", "number > 0 and x between 0 and 100000 and y between 0 and 100000 and width between 50 and 100000 and depth between 50 and 100000 and fee >= 0"));
        booth.Ignore(b => b.Name);
        booth.Property(b => b.Id).ValueGeneratedNever();
        booth.Property(b => b.Zone).HasMaxLength(8);
        booth.HasOne<Fair>().WithMany().HasForeignKey(b => b.FairId).OnDelete(DeleteBehavior.Restrict);
        booth.HasOne<FairApplication>().WithMany().HasForeignKey(b => b.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        booth.HasIndex(b => new { b.FairId, b.Zone, b.Number }).IsUnique();
        booth.Property<uint>("xmin").IsRowVersion();
    }
}
