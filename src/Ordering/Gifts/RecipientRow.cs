using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Gifts;

/// <summary>A row of a list of recipients with what was made of it.</summary>
/// <param name="Number">As the list counts its rows, the header being the first.</param>
/// <param name="Phone">As it is dialled, else as it was written.</param>
/// <param name="Commune">Where it goes; null while that is unknown or asked.</param>
/// <param name="FormerName">The older name of the place that was understood.</param>
/// <param name="Candidates">More than one where the row asks which place is meant.</param>
/// <param name="Split">It asks because the place was divided.</param>
/// <param name="PlaceKey">Names the written place: one answer serves all rows that write it.</param>
/// <param name="Quantities">Pieces by line of the basket where they differ from everybody's.</param>
/// <param name="Refusal">Why it cannot be taken.</param>
public sealed record RecipientRow(
    int Number, string Name, string Phone, string Street, string Place, Commune? Commune, string? FormerName, IReadOnlyList<Commune> Candidates, bool Split, string PlaceKey,
    string? Message, IReadOnlyDictionary<Guid, int> Quantities, Refusal? Refusal)
{
    /// <summary>Which of <see cref="SheetGifts.Names"/> this person gets, counted from 0, and when; the first and no day where the list says nothing.</summary>
    public int Gift { get; init; }

    public DateOnly? WantedOn { get; init; }

    /// <summary>Where a receiver lives who fills in the address: a row that names only the province.</summary>
    public Province? AskedIn { get; init; }

    /// <summary>Where that receiver is asked.</summary>
    public string? Email { get; init; }

    public bool IsGood => Refusal is null && (Commune ?? (object?)AskedIn) is not null;

    public bool Asks => Refusal is null && Candidates.Count > 0;
}

/// <summary>A list of recipients as it was pasted or stood in a file, with a verdict for each row. Nothing of it is kept yet.</summary>
/// <param name="Print">Of the text: what is confirmed must be what was shown.</param>
/// <param name="Rest">The rows that cannot be taken as they are, with the header, to be mended; empty when there are none.</param>
public sealed record RecipientSheet(IReadOnlyList<RecipientRow> Rows, string Print, string Rest)
{
    public IEnumerable<RecipientRow> Good => Rows.Where(r => r.IsGood);
}

/// <summary>A line of the basket as a column of the list names it.</summary>
public sealed record GoodsColumn(Guid Line, string Title, int Quantity);

/// <summary>The kinds of gift that a list may name, and the first day it may want one on.</summary>
public sealed record SheetGifts(IReadOnlyList<string> Names, DateOnly First)
{
    /// <summary>Its number, counted from 1, or its name; null where it is neither.</summary>
    public int? Find(string written)
        => written.Length == 0 ? 0
            : int.TryParse(written, out var number) ? (number >= 1 && number <= Names.Count ? number - 1 : null)
            : Names.Select((name, i) => (name, i)).Where(n => VietnameseText.Fold(n.name) == VietnameseText.Fold(written)).Select(n => (int?)n.i).FirstOrDefault();
}

/// <summary>Who is in the order already.</summary>
public sealed record KnownRecipient(string Name, string? Phone, string? Street);
