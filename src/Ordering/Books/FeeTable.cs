using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Books;

/// <summary>What the market charges a producer for a parcel, by the method of payment; dated, and read by <see cref="FeeTable"/> alone.</summary>
public static class FeeSettings
{
    /// <summary>A quarter of the goods, in hundredths of a per cent: what is more is a slip of the pen.</summary>
    private const int MostHundredths = 2_500;

    private const long MostFixed = 100_000;

    public static readonly Setting<int> CodShare = Share("cod"), VietQrShare = Share("vietqr"), CardShare = Share("card");

    public static readonly Setting<Money> CodFixed = Fixed("cod"), VietQrFixed = Fixed("vietqr"), CardFixed = Fixed("card");

    internal static IReadOnlyList<Setting> All { get; } = [CodShare, CodFixed, VietQrShare, VietQrFixed, CardShare, CardFixed];

    private static Setting<int> Share(string method) => Setting.Whole($"ordering.fee_share_{method}", SettingUnit.Hundredths, 0, least: 0, most: MostHundredths);

    private static Setting<Money> Fixed(string method) => Setting.Amount($"ordering.fee_fixed_{method}", 0, least: 0, most: MostFixed);
}

/// <param name="Hundredths">Of a per cent of the goods.</param>
/// <param name="Fixed">For each parcel.</param>
internal readonly record struct FeeRate(int Hundredths, Money Fixed);

/// <summary>The fees of a day. Where nobody has decided one, nothing is charged.</summary>
internal sealed class FeeTable(IReadOnlyDictionary<PaymentMethod, FeeRate> rates)
{
    public static async Task<FeeTable> ReadAsync(DatedSettings settings, DateOnly today, CancellationToken ct)
    {
        async Task<FeeRate> RateAsync(Setting<int> share, Setting<Money> fixedPart) => new(await settings.OnAsync(share, today, ct), await settings.OnAsync(fixedPart, today, ct));
        return new(new Dictionary<PaymentMethod, FeeRate>
        {
            [PaymentMethod.Cod] = await RateAsync(FeeSettings.CodShare, FeeSettings.CodFixed),
            [PaymentMethod.VietQr] = await RateAsync(FeeSettings.VietQrShare, FeeSettings.VietQrFixed),
            [PaymentMethod.Card] = await RateAsync(FeeSettings.CardShare, FeeSettings.CardFixed),
        });
    }

    /// <summary>The fee of a whole parcel, rounded half up; never more than the goods are worth.</summary>
    /// <param name="goods">What the goods bring the producer: a discount of its own is taken off before, one that others pay is not.</param>
    public Money FeeOf(PaymentMethod method, Money goods)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(goods.Dong);
        var rate = rates.GetValueOrDefault(method);
        return new(Math.Min(HalfUp((Int128)goods.Dong * rate.Hundredths, 10_000) + rate.Fixed.Dong, goods.Dong));
    }

    /// <summary>
    /// The parcel's fee on its lines: each rounded half up, the rest on the last line, so that they add up to the fee of the whole. Where the
    /// last line cannot bear the rest, the lines before it do: no line has a negative fee.
    /// </summary>
    public IReadOnlyList<Money> FeesOf(PaymentMethod method, IReadOnlyList<Money> goods)
    {
        var whole = goods.Aggregate(Money.Zero, (sum, line) => sum + line);
        var fee = FeeOf(method, whole).Dong;
        if (fee == 0)
        {
            return [.. goods.Select(_ => Money.Zero)];
        }

        var fees = goods.Select(line => HalfUp((Int128)fee * line.Dong, whole.Dong)).ToArray();
        var rest = fee - fees.Sum();
        for (var i = fees.Length - 1; rest != 0; i--)
        {
            var borne = Math.Max(rest, -fees[i]);
            (fees[i], rest) = (fees[i] + borne, rest - borne);
        }

        return [.. fees.Select(f => new Money(f))];
    }

    private static long HalfUp(Int128 dividend, long divisor) => (long)(((dividend * 2) + divisor) / ((Int128)divisor * 2));
}
