using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Alerts;

/// <summary>Somebody wants to hear, once, that a product can be had again.</summary>
internal sealed class ProductAlert : Alert
{
    /// <summary>So many products one account or mailbox waits for at most.</summary>
    public const int Most = 50;

    public required ProductId ProductId { get; init; }

    /// <summary>The last day on which it is waited for, in Vietnam.</summary>
    public required DateOnly Through { get; set; }

    /// <summary>When its letter was put on its way. Whoever asks again waits anew.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}

internal sealed class ProductAlertConfiguration : IEntityTypeConfiguration<ProductAlert>
{
    public void Configure(EntityTypeBuilder<ProductAlert> alert)
    {
        alert.ConfigureAlert("product_alerts");
        alert.HasIndex(a => new { a.ProductId, a.Account }).IsUnique().HasFilter("account is not null");
        alert.HasIndex(a => new { a.ProductId, a.Email }).IsUnique().HasFilter("email is not null");
        alert.HasIndex(a => a.Account).HasFilter("account is not null");
    }
}
