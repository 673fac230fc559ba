using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Carts;

/// <summary>Who a cart is bought for; it decides which steps the checkout asks.</summary>
public enum CartPurpose
{
    /// <summary>The buyer receives it.</summary>
    Own,
    Gift,
}

/// <summary>What a company needs on its invoice (decree 254/2026): the producer issues it.</summary>
/// <param name="TaxCode">Ten digits, or thirteen with a branch.</param>
public sealed record InvoiceRequest(string Company, string TaxCode, string Address, string Email);

/// <summary>
/// A basket of a guest (by the hash of its cookie) or a member, and everything typed on the way to confirming it: nothing of it lives in a
/// browser only. It is forgotten 30 days after it was last touched.
/// </summary>
internal sealed class Cart
{
    public const int KeptDays = 30, MostLines = 100, LongestName = 100, LongestEmail = 254, LongestPhone = 20, LongestMessage = 500;

    private readonly List<CartLine> _lines = [];
    private readonly List<CartChoice> _choices = [];
    private readonly List<Recipient> _recipients = [];

    public Cart(string? tokenHash, AccountId? account, DateTimeOffset now)
        => (Id, TokenHash, Account, CreatedAt, TouchedAt, CheckoutKey) = (CartId.New(), tokenHash, account, now, now, Guid.CreateVersion7());

    private Cart() { } // EF

    public CartId Id { get; private init; }

    /// <summary>SHA-256 of the guest's cookie, hexadecimal; null for a member's cart.</summary>
    public string? TokenHash { get; private init; }
    public AccountId? Account { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset TouchedAt { get; set; }

    /// <summary>Made anew after each purchase: a form sent twice buys once.</summary>
    public Guid CheckoutKey { get; set; }
    public CartPurpose Purpose { get; set; }
    public Occasion? Occasion { get; set; }

    /// <summary>Wanted day, or first and last of a range; days in Vietnam.</summary>
    public DateOnly? WantedFrom { get; set; }
    public DateOnly? WantedThrough { get; set; }

    /// <summary>As the receivers shall read it.</summary>
    public string? SenderName { get; set; }

    /// <summary>For every receiver who has no message of their own.</summary>
    public string? CommonMessage { get; set; }

    /// <summary>No amount on anything that receivers can look at; gifts begin with it.</summary>
    public bool HideAmounts { get; set; } = true;

    /// <summary>A card with the product's story in each gift.</summary>
    public bool StoryCard { get; set; } = true;
    public string? BuyerName { get; set; }
    public string? BuyerEmail { get; set; }
    public string? BuyerPhone { get; set; }
    public InvoiceRequest? Invoice { get; set; }
    public string? VoucherCode { get; set; }
    public string? Note { get; set; }

    /// <summary>The last step of the checkout that was answered, 0 before the first.</summary>
    public int StepDone { get; set; }
    public IReadOnlyList<CartLine> Lines => _lines;
    public IReadOnlyList<CartChoice> Choices => _choices;
    public IReadOnlyList<Recipient> Recipients => _recipients;

    public void Add(CartLine line) => _lines.Add(line);

    public void Remove(CartLine line) => _lines.Remove(line);

    public void Add(Recipient recipient) => _recipients.Add(recipient);

    public void Remove(Recipient recipient) => _recipients.Remove(recipient);

    /// <summary>What the buyer chose for a producer's goods; made when first asked for.</summary>
    public CartChoice ChoiceOf(ProducerId producer)
    {
        if (_choices.Find(c => c.ProducerId == producer) is { } known)
        {
            return known;
        }

        var choice = new CartChoice { CartId = Id, ProducerId = producer };
        _choices.Add(choice);
        return choice;
    }
}

/// <summary>So many pieces of a packing, for each recipient.</summary>
internal sealed class CartLine
{
    /// <summary>Whoever wants more asks the producer, or orders as a company.</summary>
    public const int Most = 999;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required CartId CartId { get; init; }
    public required VariantId VariantId { get; init; }
    public required ListingId ListingId { get; init; }
    public required ProducerId ProducerId { get; init; }
    public required int Quantity { get; set; }

    /// <summary>Price and certificate as the buyer last saw them: what changed since is named.</summary>
    public required Money SeenPrice { get; set; }
    public required string SeenCertificate { get; set; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>The fair at whose booth it was put in; counts as sold there while the fair is on.</summary>
    public FairId? FairId { get; set; }
}

/// <summary>How a producer's goods travel and how the producer is paid.</summary>
internal sealed class CartChoice
{
    public required CartId CartId { get; init; }
    public required ProducerId ProducerId { get; init; }

    /// <summary>Code of the carrier's service, or of picking up; null until chosen.</summary>
    public string? Service { get; set; }
    public PaymentMethod? Method { get; set; }
}

internal sealed class CartConfiguration : IEntityTypeConfiguration<Cart>, IEntityTypeConfiguration<CartLine>, IEntityTypeConfiguration<CartChoice>
{
    public void Configure(EntityTypeBuilder<Cart> cart)
    {
        cart.ToTable("carts", OrderingModule.Schema, t => t.HasCheckConstraint("ck_carts_owner", "(token_hash is null) <> (account is null)"));
        cart.Property(c => c.TokenHash).HasMaxLength(64);
        cart.Property(c => c.SenderName).HasMaxLength(Cart.LongestName);
        cart.Property(c => c.CommonMessage).HasMaxLength(Cart.LongestMessage);
        cart.Property(c => c.BuyerName).HasMaxLength(Cart.LongestName);
        cart.Property(c => c.BuyerEmail).HasMaxLength(Cart.LongestEmail);
        cart.Property(c => c.BuyerPhone).HasMaxLength(Cart.LongestPhone);
        cart.Property(c => c.Invoice).AsJson();
        cart.Property(c => c.VoucherCode).HasMaxLength(40);
        cart.Property(c => c.Note).HasMaxLength(Cart.LongestMessage);
        cart.HasIndex(c => c.TokenHash).IsUnique();
        cart.HasIndex(c => c.Account).IsUnique();
        cart.HasIndex(c => c.TouchedAt);
        cart.HasMany(c => c.Lines).WithOne().HasForeignKey(l => l.CartId).OnDelete(DeleteBehavior.Cascade);
        cart.HasMany(c => c.Choices).WithOne().HasForeignKey(c => c.CartId).OnDelete(DeleteBehavior.Cascade);
        cart.HasMany(c => c.Recipients).WithOne().HasForeignKey(r => r.CartId).OnDelete(DeleteBehavior.Cascade);
        cart.Navigation(c => c.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        cart.Navigation(c => c.Choices).UsePropertyAccessMode(PropertyAccessMode.Field);
        cart.Navigation(c => c.Recipients).UsePropertyAccessMode(PropertyAccessMode.Field);
        cart.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<CartLine> line)
    {
        line.ToTable("cart_lines", OrderingModule.Schema, t => t.HasCheckConstraint("ck_cart_lines_quantity", "quantity > 0"));
        line.Property(l => l.Id).ValueGeneratedNever();
        line.Property(l => l.SeenCertificate).HasMaxLength(100);
        line.HasIndex(l => new { l.CartId, l.VariantId }).IsUnique();
        line.HasIndex(l => l.ListingId);
    }

    public void Configure(EntityTypeBuilder<CartChoice> choice)
    {
        choice.ToTable("cart_choices", OrderingModule.Schema);
        choice.HasKey(c => new { c.CartId, c.ProducerId });
        choice.Property(c => c.Service).HasMaxLength(60);
    }
}
