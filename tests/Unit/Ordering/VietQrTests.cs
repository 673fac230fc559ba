using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Unit.Ordering;

/// <summary>The vectors in <c>vietqr-vectors.json</c>: NAPAS' own, those of public libraries, and computed ones; each names its source.</summary>
public sealed class VietQrTests
{
    private static readonly JsonElement File = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Repository.Root, "tests/Unit/Ordering/vietqr-vectors.json"))).RootElement;

    public static TheoryData<string> Valid => [.. File.GetProperty("valid").EnumerateArray().Select(v => v.GetRawText())];

    public static TheoryData<string, string> Invalid
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var v in File.GetProperty("invalid").EnumerateArray())
            {
                data.Add(v.GetProperty("payload").GetString()!, v.GetProperty("reason").GetString()!);
            }

            return data;
        }
    }

    public static TheoryData<string> OtherCodes => [.. File.GetProperty("other_emv_valid_crc").EnumerateArray().Select(v => v.GetProperty("payload").GetString()!)];

    [Fact]
    public void No_vector_was_lost() => Assert.Equal((36, 27, 6, 34), (Valid.Count, Invalid.Count, OtherCodes.Count, File.GetProperty("valid").EnumerateArray().Count(v => v.GetProperty("build_exact").GetBoolean())));

    [Fact]
    public void The_checksum_is_CCITT_FALSE() => Assert.Equal(0x29B1, VietQr.Checksum("123456789"));

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_code_is_read_as_what_it_was_made_from_and_built_to_the_letter(string vector)
    {
        var v = JsonDocument.Parse(vector).RootElement;
        var (inputs, payload) = (v.GetProperty("inputs"), v.GetProperty("payload").GetString()!);
        var expected = new VietQr(Text(inputs, "bin")!, Text(inputs, "account")!, Text(inputs, "amount") is { } a ? new Money(long.Parse(a, System.Globalization.CultureInfo.InvariantCulture)) : null,
            Extra(inputs, "purpose"), Text(inputs, "service") == "QRIBFTTC" ? VietQrService.ToCard : VietQrService.ToAccount)
        {
            BillNumber = Extra(inputs, "billNumber"), Reference = Extra(inputs, "reference"), Once = Text(inputs, "initiation") == "dynamic",
        };

        Assert.Equal(expected, VietQr.Read(payload, out var fault));
        Assert.Equal(VietQrFault.None, fault);
        if (v.GetProperty("build_exact").GetBoolean())
        {
            Assert.Equal(payload, expected.Build());
        }
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_broken_code_is_refused_for_the_documented_reason(string payload, string reason)
    {
        Assert.Null(VietQr.Read(payload, out var fault));
        Assert.Equal(reason.StartsWith("crc ", StringComparison.Ordinal) ? VietQrFault.WrongChecksum : VietQrFault.Unreadable, fault);
    }

    [Theory]
    [MemberData(nameof(OtherCodes))]
    public void A_payment_code_of_another_kind_is_known_as_such(string payload)
    {
        Assert.Null(VietQr.Read(payload, out var fault));
        Assert.Equal(VietQrFault.NotVietQr, fault);
    }

    [Fact]
    public void What_is_built_is_read_back_the_same()
    {
        var letters = Gen.Elements("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray());
        var printable = Gen.Elements(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).ToArray());
        Gen<string> Of(Gen<char> letter, int from, int to) => Gen.Choose(from, to).SelectMany(n => letter.ArrayOf(n)).Select(l => new string(l));
        Gen<string?> Maybe(Gen<string> text) => Gen.OneOf(Gen.Constant((string?)null), text.Select(t => (string?)t));
        var codes = from bin in Of(Gen.Elements("0123456789".ToCharArray()), 6, 6)
                    from account in Of(letters, 1, 19)
                    from amount in Gen.OneOf(Gen.Constant(0L), Gen.Choose(1, int.MaxValue).Select(n => (long)n), Gen.Choose(1, 999_999).Select(n => n * 10_000_000L))
                    from purpose in Maybe(Of(printable, 1, VietQr.LongestPurpose))
                    from bill in Maybe(Of(printable, 1, VietQr.LongestPurpose))
                    from service in Gen.Elements(VietQrService.ToAccount, VietQrService.ToCard)
                    select new VietQr(bin, account, amount == 0 ? null : new Money(amount), purpose, service) { BillNumber = bill };

        Prop.ForAll(codes.ToArbitrary(), code => VietQr.Read(code.Build(), out _) == code).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_changed_letter_is_always_noticed()
    {
        var payload = new VietQr("970405", "1500201234567", new Money(385_000), "OCM20261121001").Build();
        Assert.Equal("00020101021238570010A00000072701270006970405011315002012345670208QRIBFTTA530370454063850005802VN62180814OCM202611210016304D1B3", payload);

        Assert.All(Enumerable.Range(0, payload.Length), at => Assert.Null(VietQr.Read($"{payload[..at]}{(payload[at] == '7' ? '8' : '7')}{payload[(at + 1)..]}", out _)));
    }

    [Theory]
    [InlineData("97040", "123", 1, "A")]
    [InlineData("970405", "12345678901234567890", 1, "A")]
    [InlineData("970405", "123 456", 1, "A")]
    [InlineData("970405", "123", 0, "A")]
    [InlineData("970405", "123", -5, "A")]
    [InlineData("970405", "123", 1, "")]
    [InlineData("970405", "123", 1, "Mật ong")]
    [InlineData("970405", "123", 1, "12345678901234567890123456")]
    public void What_no_bank_could_read_is_not_built(string bin, string account, long amount, string purpose)
        => Assert.Throws<ArgumentException>(() => new VietQr(bin, account, new Money(amount), purpose).Build());

    private static string? Text(JsonElement inputs, string name) => inputs.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Extra(JsonElement inputs, string name) => inputs.TryGetProperty("additional", out var more) ? Text(more, name) : null;
}
