using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Alerts;

/// <summary>A search with its filters that somebody keeps under a name, and may get letters about: a member's, or that of a mailbox.</summary>
internal sealed class SavedSearch : Alert
{
    /// <summary>So many searches one account or mailbox keeps at most.</summary>
    public const int Most = 20;

    public const int LongestName = 60;

    /// <summary>A mailbox's search ends by itself so long after it was confirmed: nobody else would ever clear it away. A member sees and ends theirs.</summary>
    public static readonly TimeSpan MailboxTerm = TimeSpan.FromDays(365);

    public required string Name { get; set; }
    public required CatalogueFilter Filter { get; init; }

    /// <summary>Whether what is new comes by mail; a mailbox keeps searches for nothing else.</summary>
    public bool Letters { get; private set; }

    /// <summary>The numbers of what it found when letters began or the last one was sent (<see cref="NumberSet"/>); empty without letters.</summary>
    public byte[] Known { get; private set; } = [];

    /// <summary>The day of <see cref="Known"/>, in Vietnam: the next letter comes so many days after it at the earliest.</summary>
    public DateOnly? NewsSince { get; private set; }

    /// <summary>From now on, or from this letter on, only what is not among these is new.</summary>
    public void Tell(IReadOnlyCollection<int> found, DateOnly today) => (Letters, Known, NewsSince) = (true, NumberSet.Of(found), today);

    public void EndLetters() => (Letters, Known, NewsSince) = (false, [], null);
}

internal sealed class SavedSearchConfiguration : IEntityTypeConfiguration<SavedSearch>
{
    public void Configure(EntityTypeBuilder<SavedSearch> search)
    {
        search.ConfigureAlert("saved_searches");
        search.Property(s => s.Name).HasMaxLength(SavedSearch.LongestName);
        search.Property(s => s.Filter).AsJson();
        search.HasIndex(s => s.Account).HasFilter("account is not null");
        search.HasIndex(s => s.NewsSince).HasFilter("letters");
    }
}

/// <summary>A set of listing numbers, a bit for each: they are small, so thousands take a few kilobytes.</summary>
internal static class NumberSet
{
    public static byte[] Of(IReadOnlyCollection<int> numbers)
    {
        var bits = new byte[numbers.Count == 0 ? 0 : (numbers.Max() >> 3) + 1];
        foreach (var number in numbers)
        {
            bits[number >> 3] |= (byte)(1 << (number & 7));
        }

        return bits;
    }

    public static bool Holds(byte[] set, int number) => number >> 3 < set.Length && (set[number >> 3] & (1 << (number & 7))) != 0;
}
