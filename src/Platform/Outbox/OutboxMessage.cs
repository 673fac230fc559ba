using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcopMarket.Platform.Outbox;

/// <summary>One event for one handler, kept until it is handled; written with the change that caused it.</summary>
internal sealed class OutboxMessage
{
    public long Id { get; private init; }

    /// <summary>The handler's name; it also tells the event's type.</summary>
    public required string Handler { get; init; }
    public required string Payload { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Not before this moment: a lease while a worker has it, a back-off after a failure.</summary>
    public required DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }
    public DateTimeOffset? HandledAt { get; set; }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox_messages", PlatformModule.Schema);
        message.Property(m => m.Handler).HasMaxLength(200);
        message.Property(m => m.Payload).HasColumnType("jsonb");
        message.Property(m => m.LastError).HasMaxLength(2000);
        message.HasIndex(m => m.DueAt).HasFilter("handled_at is null");
    }
}
