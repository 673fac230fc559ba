namespace OcopMarket.Platform;

/// <summary>A rule says no and a person can act on it: a code with its text in the interface's language, and the values that text names.</summary>
/// <param name="Code">Module and reason in lower case, e.g. <c>registry.certificate_unknown</c>; every code has a text (an architecture test asks).</param>
public sealed record Refusal(string Code, params object?[] Values)
{
    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Values.Length == 0 ? Code : $"{Code} ({string.Join(", ", Values)})";
}

/// <summary>The answer of a use case that returns nothing: done, or refused.</summary>
public readonly record struct Result(Refusal? Refusal)
{
    public static readonly Result Success;

    public bool Succeeded => Refusal is null;

    public static implicit operator Result(Refusal refusal) => new(refusal);
}

/// <summary>The answer of a use case: a value, or the refusal that stands in its place.</summary>
public readonly struct Result<T>
{
    private readonly T _value;

    private Result(T value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public bool Succeeded => Refusal is null;

    /// <exception cref="InvalidOperationException">The use case refused.</exception>
    public T Value => Refusal is null ? _value : throw new InvalidOperationException($"Refused: {Refusal}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default!, refusal);

    public static implicit operator Result(Result<T> result) => new(result.Refusal);
}
