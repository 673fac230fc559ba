using OcopMarket.Platform;

namespace OcopMarket.Ordering.Books;

/// <summary>Every "no" that can meet settling what stands in the books.</summary>
internal static class BookRefusals
{
    public static Refusal ReferenceShape(int longest) => new("ordering.reference_shape", longest);

    public static Refusal ReferenceTaken(string reference) => new("ordering.reference_taken", reference);

    public static Refusal SettledTooMuch(long open) => new("ordering.settled_too_much", open);
}
