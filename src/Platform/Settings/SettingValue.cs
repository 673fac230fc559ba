using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcopMarket.Platform.Settings;

/// <summary>What a setting is from a day on. Rows are added, never changed: of one day the last one counts. Who wrote it and why is in the audit trail.</summary>
internal sealed class SettingValue
{
    public long Id { get; private init; }
    public required string Key { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Null: as by default.</summary>
    public string? Value { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class SettingValueConfiguration : IEntityTypeConfiguration<SettingValue>
{
    public const int LongestKey = 100, LongestValue = 1000;

    public void Configure(EntityTypeBuilder<SettingValue> value)
    {
        value.ToTable("setting_values", PlatformModule.Schema);
        value.Property(v => v.Key).HasMaxLength(LongestKey);
        value.Property(v => v.Value).HasMaxLength(LongestValue);
        value.HasIndex(v => new { v.Key, v.ValidFrom, v.Id });
    }
}
