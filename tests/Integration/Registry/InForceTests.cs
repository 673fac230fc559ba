using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

/// <summary>What the database itself never lets be: two certificates of one product in force on one day.</summary>
public sealed class InForceTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static int _number;

    [Theory]
    [InlineData("2026-03-01", "2029-03-01")] // inside the term
    [InlineData("2026-12-31", "2029-12-31")] // on its last day
    [InlineData("2020-01-01", "2025-01-01")] // ends on its first day
    [InlineData("2020-01-01", "2030-01-01")] // around it
    public async Task Two_in_force_on_one_day_are_refused(string from, string through)
    {
        var tea = await Market.CertifyAsync("Trà hoa vàng", issuedOn: new(2025, 1, 1), validThrough: new(2026, 12, 31));

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => AddAsync(tea.Product, DateOnly.Parse(from, Culture), DateOnly.Parse(through, Culture)));

        Assert.Equal("ex_certificates_one_in_force", (refused as PostgresException ?? refused.InnerException as PostgresException)?.ConstraintName);
        Assert.Equal([tea.Certificate], await CoveringAsync(tea.Product, Today));
    }

    [Theory]
    [InlineData("2027-01-01", "2029-12-31")] // begins the day after the last
    [InlineData("2022-01-01", "2024-12-31")] // ended the day before the first
    public async Task One_after_the_other_is_accepted(string from, string through)
    {
        var tea = await Market.CertifyAsync("Trà nụ vối", issuedOn: new(2025, 1, 1), validThrough: new(2026, 12, 31));

        await AddAsync(tea.Product, DateOnly.Parse(from, Culture), DateOnly.Parse(through, Culture));

        Assert.Equal([tea.Certificate], await CoveringAsync(tea.Product, Today));
    }

    [Fact]
    public async Task A_renewal_may_be_written_before_its_forerunner_ends_in_the_same_transaction()
    {
        var tea = await Market.CertifyAsync("Bạch trà Tà Xùa", issuedOn: new(2025, 1, 1), validThrough: new(2026, 12, 31));
        await using (var db = await OpenAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.Certificates.Add(Make(tea.Product, Today, Today.AddYears(3)));
            await db.SaveChangesAsync(Ct);
            (await db.Certificates.SingleAsync(c => c.Id == tea.Certificate, Ct)).SupersededFrom = Today;
            await db.SaveChangesAsync(Ct);
            await transaction.CommitAsync(Ct);
        }

        Assert.Equal([tea.Certificate], await CoveringAsync(tea.Product, Today.AddDays(-1)));
        Assert.NotEqual(tea.Certificate, Assert.Single(await CoveringAsync(tea.Product, Today)));
    }

    [Fact]
    public async Task One_that_was_never_in_force_stands_in_nobodys_way()
    {
        var tea = await Market.CertifyAsync("Hồng trà", issuedOn: Today, validThrough: Today.AddYears(3));
        await using (var db = await OpenAsync())
        {
            (await db.Certificates.SingleAsync(c => c.Id == tea.Certificate, Ct)).Revoke(Today);
            await db.SaveChangesAsync(Ct);
        }

        await AddAsync(tea.Product, Today, Today.AddYears(3));

        Assert.NotEqual(tea.Certificate, Assert.Single(await CoveringAsync(tea.Product, Today)));
    }

    [Fact]
    public async Task The_day_changes_at_midnight_in_vietnam_whatever_the_server_thinks()
    {
        var tea = await Market.CertifyAsync("Trà sen", issuedOn: new(2024, 2, 29), validThrough: new(2027, 2, 28));
        var clock = new TestClock();

        clock.SetVietnam(new(2027, 2, 28), new(23, 59, 59));
        Assert.Single(await CoveringAsync(tea.Product, clock.Today()));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await CoveringAsync(tea.Product, clock.Today()));
        clock.SetVietnam(new(2024, 2, 28), new(23, 59, 59));
        Assert.Empty(await CoveringAsync(tea.Product, clock.Today()));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await CoveringAsync(tea.Product, clock.Today()));
    }

    [Theory]
    [InlineData("stars = 2", "ck_certificates_stars")]
    [InlineData("valid_through = valid_from - 1", "ck_certificates_term")]
    [InlineData("extended_to = valid_through", "ck_certificates_term")]
    [InlineData("valid_from = issued_on + 1", "ck_certificates_term")]
    public async Task What_must_never_be_false_the_database_refuses(string change, string constraint)
    {
        var tea = await Market.CertifyAsync("Trà thảo mộc");
        await using var db = await OpenAsync();

        var sql = $"update registry.certificates set {change} where id = '{tea.Certificate}'";
        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql, Ct));

        Assert.Equal(constraint, refused.ConstraintName);
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    private Certificate Make(ProductId product, DateOnly from, DateOnly through) => new(CertificateId.New(), product, new CertificatePaper(
        $"GH-{Interlocked.Increment(ref _number)}", "UBND tỉnh", AuthorityLevel.Province, 4, "QD148-2023", null, null, from, through, []), null, Clock.GetUtcNow());

    private Task<Result<bool>> AddAsync(ProductId product, DateOnly from, DateOnly through) => Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync<bool>(db =>
    {
        db.Certificates.Add(Make(product, from, through));
        return Task.FromResult<Result<bool>>(true);
    }, Ct);

    private async Task<List<CertificateId>> CoveringAsync(ProductId product, DateOnly day)
    {
        await using var db = await OpenAsync();
        return [.. (await db.Database.SqlQuery<Guid>($"select certificate_id as \"Value\" from registry.in_force({day}) where product_id = {product.Value}").ToListAsync(Ct)).Select(CertificateId.From)];
    }
}
