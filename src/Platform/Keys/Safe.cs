using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace OcopMarket.Platform.Keys;

/// <summary>Seals short texts that nobody shall read who holds a copy of the database alone: numbers of bank accounts.</summary>
public sealed class Safe(IDataProtectionProvider protection)
{
    /// <summary>What is sealed begins with it; no number of an account does.</summary>
    public const string Mark = "s1:";

    private readonly IDataProtector _protector = protection.CreateProtector("OcopMarket.Sealed");

    public string Seal(string text) => Mark + _protector.Protect(text);

    /// <summary>What was stored before numbers were sealed comes back as it is.</summary>
    public string Open(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.StartsWith(Mark, StringComparison.Ordinal) ? _protector.Unprotect(stored[Mark.Length..]) : stored;
    }
}

/// <summary>A text of an entity that lies sealed in its column: sealed as it is saved, opened when somebody asks for it.</summary>
public sealed class SealedText
{
    private string? _text;

    public SealedText(string? text) => _text = text;

    private SealedText(string stored, Safe safe) => (Stored, Safe) = (stored, safe);

    private Safe? Safe { get; }

    private string? Stored { get; }

    public string? Text => _text ??= Stored is { } stored ? Safe!.Open(stored) : null;

    internal static SealedText Of(string? stored, Safe safe) => stored is null ? new((string?)null) : new(stored, safe);
}

/// <summary>An entity with a sealed text in a property that EF maps.</summary>
public interface IKeepSealed
{
    /// <summary>As the column has it; empty while the text has changed and is not sealed yet.</summary>
    string? Seal { get; set; }

    SealedText Secret { get; set; }
}

/// <summary>Between every context and its entities. One for all: the safe is that of the context's market.</summary>
internal sealed class SealingInterceptor : SaveChangesInterceptor, IMaterializationInterceptor
{
    public static readonly SealingInterceptor Instance = new();

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (entity is IKeepSealed sealedEntity && SafeOf(materializationData.Context) is { } safe)
        {
            sealedEntity.Secret = SealedText.Of(sealedEntity.Seal, safe);
        }

        return entity;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        SealAll(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        SealAll(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void SealAll(DbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries<IKeepSealed>().Where(e => e.State is EntityState.Added or EntityState.Modified && e.Entity.Seal is { Length: 0 }))
        {
            entry.Entity.Seal = entry.Entity.Secret.Text is { } text ? SafeOf(context)!.Seal(text) : null;
        }
    }

    private static Safe? SafeOf(DbContext context)
        => context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<Safe>();
}
