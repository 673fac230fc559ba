using OcopMarket.Registry.Onboarding;

namespace OcopMarket.Tests.Unit.Registry;

public sealed class BankDetailsTests
{
    [Fact]
    public void What_people_paste_becomes_what_banks_write_and_is_shown_by_its_end_only()
    {
        var read = BankDetails.Read("970405", " 1500.2012-345 67 ", "  Lò Thị  Mây ").Value;

        Assert.Equal(new BankDetails("970405", "1500201234567", "LO THI MAY"), read);
        Assert.Equal("Agribank •••• 4567", read.Masked);
    }

    [Theory]
    [InlineData("000000", "1500201234567", "Mây Lò", "registry.bank_unknown")]
    [InlineData("970405", "12345", "Mây Lò", "registry.account_number_wrong")]
    [InlineData("970405", "12345678901234567890", "Mây Lò", "registry.account_number_wrong")]
    [InlineData("970405", "1500 2012 3456 ₫", "Mây Lò", "registry.account_number_wrong")]
    [InlineData("970405", "1500201234567", "M", "registry.account_holder_wrong")]
    public void What_cannot_be_an_account_is_refused(string bin, string number, string holder, string refusal)
        => Assert.Equal(refusal, BankDetails.Read(bin, number, holder).Refusal?.Code);

    [Fact]
    public void Every_bank_is_there_once()
    {
        Assert.Equal(Banks.All.Count, Banks.All.Select(b => b.Bin).Distinct().Count());
        Assert.All(Banks.All, b => Assert.Matches("^[0-9]{6}$", b.Bin));
        Assert.InRange(Banks.All.Count, 30, 100);
    }
}
