using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;

namespace OcopMarket.Accounts.Officers;

/// <summary>A person is officer of an area, for tasks, from a day on. It is ended, never deleted.</summary>
internal sealed class Appointment
{
    public Appointment(AccountId account, OfficeArea area, OfficeTasks tasks, DateOnly from, DateOnly? through)
    {
        (AccountId, Tasks, From, Through) = (account, tasks, from, through);
        (Level, ProvinceCode, CommuneCode) = area;
    }

    private Appointment() { } // EF

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public AccountId AccountId { get; private init; }
    public OfficeLevel Level { get; private init; }

    /// <summary>Of the commune too, where there is one.</summary>
    public string? ProvinceCode { get; private init; }
    public string? CommuneCode { get; private init; }
    public OfficeTasks Tasks { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>Last day by the appointment itself; null is until further notice.</summary>
    public DateOnly? Through { get; private init; }

    /// <summary>Ended before its time: at once, not at the end of the day.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public OfficeArea Area => new(Level, ProvinceCode, CommuneCode);

    /// <summary>In office on the day.</summary>
    public static Expression<Func<Appointment, bool>> InOffice(DateOnly today) => a => a.EndedAt == null && a.From <= today && (a.Through == null || a.Through >= today);

    /// <summary>In office on the day or later.</summary>
    public static Expression<Func<Appointment, bool>> Open(DateOnly today) => a => a.EndedAt == null && (a.Through == null || a.Through >= today);
}

internal sealed class AppointmentConfiguration : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ToTable("appointments", AccountsModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_appointments_tasks", "tasks > 0");
            t.HasCheckConstraint("ck_appointments_term", "through is null or through >= \"from\"");
            t.HasCheckConstraint("ck_appointments_area", "(level = 'Ministry' and province_code is null and commune_code is null) or (level = 'Province' and province_code is not null and commune_code is null) or (level = 'Commune' and province_code is not null and commune_code is not null)");
        });
        appointment.Ignore(a => a.Area);
        appointment.Property(a => a.ProvinceCode).HasMaxLength(2);
        appointment.Property(a => a.CommuneCode).HasMaxLength(5);
        appointment.Property(a => a.Tasks).HasConversion<int>(); // flags
        appointment.HasIndex(a => a.AccountId).IsUnique().HasFilter("ended_at is null"); // one office at a time
        appointment.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
