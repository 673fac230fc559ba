using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Reminders;

/// <summary>A reminder that was given: once for each certificate, end and step. An extension makes a new end, and so new reminders.</summary>
internal sealed class Reminder
{
    public required CertificateId CertificateId { get; init; }
    public required DateOnly LastDay { get; init; }

    /// <summary>Days before the end: 180, 150, … 0.</summary>
    public required int Step { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.ToTable("reminders", RegistryModule.Schema);
        reminder.HasKey(r => new { r.CertificateId, r.LastDay, r.Step });
        reminder.HasOne<Certificate>().WithMany().HasForeignKey(r => r.CertificateId).OnDelete(DeleteBehavior.Cascade);
    }
}
