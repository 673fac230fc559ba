namespace OcopMarket.Platform;

/// <summary>An amount in whole đồng; the currency has no smaller unit.</summary>
public readonly record struct Money(long Dong) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public static Money operator +(Money left, Money right) => new(checked(left.Dong + right.Dong));

    public static Money operator -(Money left, Money right) => new(checked(left.Dong - right.Dong));

    public static Money operator *(Money left, int times) => new(checked(left.Dong * times));

    public static bool operator <(Money left, Money right) => left.Dong < right.Dong;

    public static bool operator >(Money left, Money right) => left.Dong > right.Dong;

    public static bool operator <=(Money left, Money right) => left.Dong <= right.Dong;

    public static bool operator >=(Money left, Money right) => left.Dong >= right.Dong;

    public int CompareTo(Money other) => Dong.CompareTo(other.Dong);

    /// <summary>
    /// Splits the amount by weight so that the parts add up to it exactly: each part is cut to whole đồng and
    /// the đồng left over go to the largest remainders, earlier parts first (DESIGN, Money).
    /// </summary>
    /// <exception cref="ArgumentException">No weights, a negative one, or all of them zero.</exception>
    public Money[] Split(IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var total = weights.Aggregate(Int128.Zero, (sum, weight) => weight < 0 ? throw new ArgumentException("A weight is negative.", nameof(weights)) : sum + weight);
        if (total == 0)
        {
            throw new ArgumentException("The weights add up to nothing.", nameof(weights));
        }

        var dong = Dong;
        var shares = weights.Select(weight => (long)((Int128)dong * weight / total)).ToArray();
        var left = dong - shares.Sum();
        var byRemainder = Enumerable.Range(0, shares.Length)
            .OrderByDescending(i => Int128.Abs(((Int128)dong * weights[i]) % total)).ThenBy(i => i);
        foreach (var i in byRemainder.Take((int)Math.Abs(left)))
        {
            shares[i] += Math.Sign(left);
        }

        return [.. shares.Select(share => new Money(share))];
    }

    public override string ToString() => FormattableString.Invariant($"{Dong} VND");
}
