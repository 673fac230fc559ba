using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>Who says something in a complaint.</summary>
public enum ComplaintParty
{
    Giver,
    Receiver,
    Producer,
    Office,

    /// <summary>The market's own clock.</summary>
    Market,
}

public enum ComplaintState
{
    /// <summary>Between the one who complains and the producer.</summary>
    Open,

    /// <summary>Lies with the office of the producer's area.</summary>
    Office,
    Decided,

    /// <summary>Whoever complained is content.</summary>
    Settled,
}

/// <summary>A complaint about a parcel, with a number to quote: a thread between who complains and the producer, and the office above them.</summary>
internal sealed class Complaint
{
    public const int LongestText = 3000, MostMessages = 60;

    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private readonly List<ComplaintMessage> _messages = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>To say on the telephone; not a secret.</summary>
    public string Number { get; init; } = $"KN-{RandomNumberGenerator.GetString(Letters, 8)}";
    public required ParcelId ParcelId { get; init; }
    public required PurchaseId PurchaseId { get; init; }
    public required ProducerId ProducerId { get; init; }

    /// <summary>Of the producer: its offices see it.</summary>
    public required string ProvinceCode { get; init; }
    public required string CommuneCode { get; init; }

    /// <summary>The giver or the receiver: each sees their own only.</summary>
    public required ComplaintParty By { get; init; }

    /// <summary>The request to give goods back that it is about, if it is.</summary>
    public Guid? ReturnId { get; set; }
    public ComplaintState State { get; set; }
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Until when the producer answers; then it goes to the office. Null while it is not the producer's turn.</summary>
    public DateTimeOffset? AnswerBy { get; set; }
    public DateTimeOffset? OfficeAt { get; set; }
    public bool? ForBuyer { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public IReadOnlyList<ComplaintMessage> Messages => _messages;

    public bool IsOpen => State is ComplaintState.Open or ComplaintState.Office;

    public void Say(ComplaintParty party, string? name, string text, DateTimeOffset at) => _messages.Add(new ComplaintMessage { ComplaintId = Id, Party = party, Name = name, Text = text, At = at });
}

internal sealed class ComplaintMessage
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ComplaintId { get; init; }
    public required ComplaintParty Party { get; init; }

    /// <summary>Of the officer, or of the producer's person; null for those who complain.</summary>
    public string? Name { get; init; }

    /// <summary>Empty where the market's clock speaks: pages have its words.</summary>
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class ComplaintConfiguration : IEntityTypeConfiguration<Complaint>, IEntityTypeConfiguration<ComplaintMessage>
{
    public void Configure(EntityTypeBuilder<Complaint> complaint)
    {
        complaint.ToTable("complaints", OrderingModule.Schema);
        complaint.Property(c => c.Id).ValueGeneratedNever();
        complaint.Property(c => c.Number).HasMaxLength(20);
        complaint.Property(c => c.ProvinceCode).HasMaxLength(2);
        complaint.Property(c => c.CommuneCode).HasMaxLength(5);
        complaint.Ignore(c => c.IsOpen);
        complaint.HasOne<Parcel>().WithMany().HasForeignKey(c => c.ParcelId).OnDelete(DeleteBehavior.Restrict);
        complaint.HasIndex(c => c.Number).IsUnique();
        complaint.HasIndex(c => new { c.ParcelId, c.By }).IsUnique().HasFilter("state in ('Open', 'Office')");
        complaint.HasIndex(c => new { c.ProducerId, c.State });
        complaint.HasIndex(c => new { c.ProvinceCode, c.State, c.FiledAt });
        complaint.HasIndex(c => c.AnswerBy).HasFilter("state = 'Open'");
        complaint.HasMany(c => c.Messages).WithOne().HasForeignKey(m => m.ComplaintId).OnDelete(DeleteBehavior.Restrict);
        complaint.Navigation(c => c.Messages).UsePropertyAccessMode(PropertyAccessMode.Field);
        complaint.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<ComplaintMessage> message)
    {
        message.ToTable("complaint_messages", OrderingModule.Schema);
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Name).HasMaxLength(200);
        message.Property(m => m.Text).HasMaxLength(Complaint.LongestText);
        message.HasIndex(m => new { m.ComplaintId, m.At });
    }
}
