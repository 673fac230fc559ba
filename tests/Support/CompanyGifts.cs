using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Tests.Support;

/// <summary>
/// Plans gifts of a company, for tests that begin with such an order:
/// <code>
/// var secret = await market.PlanGiftsAsync([(honey, 1)], people: 3);
/// var approver = await market.AskApprovalAsync(secret);
/// </code>
/// </summary>
public static class CompanyGifts
{
    public const string Contact = "tro-ly@congty.example.vn", Boss = "giam-doc@congty.example.vn";

    private static readonly InvoiceRequest Company = new("Công ty TNHH Mai Vàng", "0101234567", "1 Tràng Tiền, Hà Nội", "ke-toan@congty.example.vn");

    /// <summary>An order with one gift and so many people, all in one commune, each of whom is to get it in thirty days.</summary>
    /// <returns>The secret of whoever prepares it.</returns>
    public static async Task<string> PlanGiftsAsync(this MarketFactory market, IReadOnlyList<(ProductOnSale Product, int Quantity)> goods, int people = 2, DateOnly? day = null, string gift = "Quà Tết")
    {
        ArgumentNullException.ThrowIfNull(market);
        var secret = Secrets.New();
        Desks.Must(await market.SavePlanAsync(secret, day ?? market.Clock.Today().AddDays(30)));
        await market.AddGiftAsync(secret, goods, gift);
        if (people > 0)
        {
            Desks.Must(await market.AddPeopleAsync(secret, Rows(people)));
        }

        return secret;
    }

    public static Task<Result> SavePlanAsync(this MarketFactory market, string secret, DateOnly day, string taxCode = "0101234567")
    {
        ArgumentNullException.ThrowIfNull(market);
        return market.Get<SaveCorporateOrder>().RunAsync(new(secret, Company with { TaxCode = taxCode }, "Nguyễn Thị Trợ Lý", Contact, "0912345678", null, "Chúc mừng năm mới", day, "vi"), CancellationToken.None);
    }

    public static async Task AddGiftAsync(this MarketFactory market, string secret, IReadOnlyList<(ProductOnSale Product, int Quantity)> goods, string gift)
    {
        var basket = await market.FillCartAsync(goods);
        Desks.Must(await market.Get<AddGiftKind>().RunAsync(secret, basket.Owner, new(gift, null, null), CancellationToken.None));
    }

    /// <summary>Takes the good rows of a list that was shown.</summary>
    public static async Task<Result<AddRecipients.Taken>> AddPeopleAsync(this MarketFactory market, string secret, string rows)
    {
        ArgumentNullException.ThrowIfNull(market);
        var shown = await market.Get<CorporateQueries>().CheckAsync(secret, rows, new Dictionary<string, string>(), CancellationToken.None);
        return shown.Refusal is { } refusal ? refusal
            : await market.Get<AddCorporateRecipients>().RunAsync(secret, new(rows, new Dictionary<string, string>(), shown.Value.Print), CancellationToken.None);
    }

    public static string Rows(int people, int from = 0)
        => string.Join('\n', Enumerable.Range(from, people).Select(i => FormattableString.Invariant($"Người nhận {i}\t09{i:00000000}\tSố {i}\tPhường Hoàn Kiếm\tHà Nội")));

    /// <summary>Makes a quotation and sends it to the boss.</summary>
    /// <returns>The approver's secret, out of the letter.</returns>
    public static async Task<string> AskApprovalAsync(this MarketFactory market, string secret)
    {
        ArgumentNullException.ThrowIfNull(market);
        Desks.Must(await market.Get<IssueQuotation>().RunAsync(secret, CancellationToken.None));
        Desks.Must(await market.Get<AskApproval>().RunAsync(secret, Boss, CancellationToken.None));
        return (await market.LinkOfLastLetterAsync(Boss, CancellationToken.None)).Split('/')[^1];
    }

    public static Task<Result> ApproveAsync(this MarketFactory market, string approver)
    {
        ArgumentNullException.ThrowIfNull(market);
        return market.Get<AnswerQuotation>().RunAsync(new(approver, ApprovalAnswer.Approved, "Trần Giám Đốc", null, Adult: false), CancellationToken.None);
    }
}
