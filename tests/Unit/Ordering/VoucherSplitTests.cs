using FsCheck;
using FsCheck.Fluent;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Unit.Ordering;

public sealed class VoucherSplitTests
{
    private const int Honey = 4, Tea = 11, RiceWine = 14;

    private static readonly ProducerId Bees = ProducerId.New(), Garden = ProducerId.New();
    private static readonly PromotionLimits Law = PromotionLimits.On(new(2026, 12, 1));

    [Fact]
    public void A_per_cent_falls_on_the_goods_in_scope_only()
    {
        var voucher = Voucher(VoucherScope.OfProducer(Bees), percent: 10);

        var shares = VoucherSplit.Over(voucher, [Line(Bees, Honey, 200_000), Line(Garden, Tea, 500_000), Line(Bees, Honey, 100_000)], Law);

        Assert.Equal([20_000, 0, 10_000], shares.Value.Select(s => s.Dong));
    }

    [Fact]
    public void An_amount_is_shared_by_largest_remainder()
    {
        var shares = VoucherSplit.Over(Voucher(VoucherScope.Everything, amount: 100), [Line(Bees, Honey, 50_000), Line(Bees, Honey, 50_000), Line(Garden, Tea, 50_000)], Law);

        Assert.Equal([34, 33, 33], shares.Value.Select(s => s.Dong));
    }

    [Fact]
    public void A_per_cent_stops_at_its_ceiling()
        => Assert.Equal(30_000, VoucherSplit.Over(Voucher(VoucherScope.Everything, percent: 20, ceiling: 30_000), [Line(Bees, Honey, 400_000)], Law).Value[0].Dong);

    [Fact]
    public void No_promotion_takes_off_more_than_half_of_the_goods()
        => Assert.Equal(40_000, VoucherSplit.Over(Voucher(VoucherScope.Everything, amount: 90_000), [Line(Bees, Honey, 80_000)], Law).Value[0].Dong);

    [Fact]
    public void What_is_sold_at_a_lower_price_already_has_no_part_in_it()
        => Assert.Equal([0, 10_000], VoucherSplit.Over(Voucher(VoucherScope.Everything, percent: 10), [Line(Bees, Honey, 60_000) with { Lowered = true }, Line(Bees, Honey, 100_000)], Law).Value.Select(s => s.Dong));

    [Fact]
    public void Alcohol_has_no_part_in_it_and_does_not_help_to_reach_the_minimum()
    {
        Assert.Equal([0, 20_000], VoucherSplit.Over(Voucher(VoucherScope.Everything, percent: 10), [Line(Garden, RiceWine, 900_000), Line(Bees, Honey, 200_000)], Law).Value.Select(s => s.Dong));
        Assert.Equal("ordering.voucher_out_of_scope", VoucherSplit.Over(Voucher(VoucherScope.Everything, percent: 10), [Line(Garden, RiceWine, 900_000)], Law).Refusal?.Code);
        Assert.Equal(
            new Refusal("ordering.voucher_minimum", "TET2027", 300_000L, 200_000L),
            VoucherSplit.Over(Voucher(VoucherScope.Everything, percent: 10, minimum: 300_000), [Line(Garden, RiceWine, 900_000), Line(Bees, Honey, 200_000)], Law).Refusal);
    }

    [Fact]
    public void Every_list_of_a_scope_must_hold_the_goods()
    {
        var scope = new VoucherScope(false, [], [], [Tea], ["19"]);

        Assert.Equal([0, 10_000, 0], VoucherSplit.Over(Voucher(scope, amount: 10_000), [Line(Bees, Honey, 100_000, "19"), Line(Garden, Tea, 100_000, "19"), Line(Garden, Tea, 100_000, "20")], Law).Value.Select(s => s.Dong));
    }

    [Fact]
    public void Parts_add_up_and_never_exceed_their_lines()
    {
        var cases = Gen.NonEmptyListOf(Gen.Choose(1, 2_000_000))
            .Zip(Gen.Choose(1, 100).Zip(Gen.Choose(1, 3_000_000), (percent, amount) => (percent, amount)), (goods, value) => (goods, value.percent, value.amount));

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            foreach (var voucher in new[] { Voucher(VoucherScope.Everything, percent: c.percent), Voucher(VoucherScope.Everything, amount: c.amount) })
            {
                var shares = VoucherSplit.Over(voucher, [.. c.goods.Select(g => Line(Bees, Honey, g))], Law).Value;
                var total = c.goods.Sum(g => (long)g);
                Assert.Equal(Math.Min(voucher.Amount?.Dong ?? ((total * c.percent) + 50) / 100, total / 2), shares.Sum(s => s.Dong));
                Assert.All(shares.Zip(c.goods), pair => Assert.InRange(pair.First.Dong, 0, pair.Second));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("tết 2027", "TET2027")]
    [InlineData(" Mật-Ong ", "MATONG")]
    [InlineData("abc", "")]
    [InlineData("a code that is much too long", "")]
    [InlineData(null, "")]
    public void Codes_are_kept_in_capitals_without_marks(string? typed, string code) => Assert.Equal(code, OcopMarket.Ordering.Vouchers.Voucher.CodeOf(typed));

    [Fact]
    public void A_voucher_begins_only_when_payer_split_scope_and_value_are_named()
    {
        var voucher = Voucher(null, percent: null);
        voucher.Payers = [];

        Assert.Equal("ordering.voucher_needs_payer", voucher.Activate(default).Refusal?.Code);
        voucher.Payers = [new(VoucherPayerKind.Market, "Chợ OCOP", 60), new(VoucherPayerKind.Sponsor, "Tỉnh Thái Nguyên", 30)];
        Assert.Equal("ordering.voucher_needs_split", voucher.Activate(default).Refusal?.Code);
        voucher.Payers = [new(VoucherPayerKind.Market, "Chợ OCOP", 60), new(VoucherPayerKind.Sponsor, "Tỉnh Thái Nguyên", 40)];
        Assert.Equal("ordering.voucher_needs_scope", voucher.Activate(default).Refusal?.Code);
        voucher.Scope = VoucherScope.Everything;
        Assert.Equal("ordering.voucher_needs_value", voucher.Activate(default).Refusal?.Code);
        voucher.Amount = new(20_000);

        Assert.True(voucher.Activate(default).Succeeded);
        Assert.Equal(VoucherState.Active, voucher.State);
        Assert.Equal("ordering.voucher_wrong_state", voucher.Activate(default).Refusal?.Code);
    }

    private static Voucher Voucher(VoucherScope? scope, int? percent = null, long? amount = null, long? ceiling = null, long minimum = 0)
        => new()
        {
            Code = "TET2027", Name = "Tết Đinh Mùi", Scope = scope, Payers = [new(VoucherPayerKind.Market, "Chợ OCOP", 100)], Percent = percent, Amount = amount is { } a ? new Money(a) : null,
            Ceiling = ceiling is { } c ? new Money(c) : null, Minimum = new(minimum), ValidFrom = new(2026, 12, 1), ValidThrough = new(2027, 1, 31), UsesInTotal = 100, UsesPerBuyer = 1, CreatedAt = default,
        };

    private static VoucherLine Line(ProducerId producer, int set, long goods, string province = "19") => new(producer, province, set, new(goods));
}
