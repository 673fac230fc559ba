using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.FairPrices;

/// <summary>Prices that wait for the office of their fair to confirm who pays. Their term is their last day: after it nobody has to answer any more.</summary>
internal sealed class FairPriceCases(IDatedPriceDesk prices) : ICases
{
    public CaseKind Kind => CaseKind.FairPrice;

    public IQueryable<CaseFacts> In(MarketDbContext db)
        => from price in prices.PaidIn(db)
           join fair in db.Database.SqlQuery<FairOffice>(
               $"""select id as "Id", name_vi as "Name", coalesce(office_province_code, '') as "ProvinceCode", coalesce(office_commune_code, '') as "CommuneCode" from promotion.fairs""") on price.Fair equals fair.Id
           select new CaseFacts
           {
               Id = price.Id,
               Title = fair.Name + ": " + price.Goods,
               ProvinceCode = fair.ProvinceCode,
               CommuneCode = fair.CommuneCode,
               Since = price.SetAt,
               Open = price.Waits,
               Target = fair.Id.ToString(),
               Subject = "dated_price:" + price.Id.ToString(),
           };

    private sealed class FairOffice
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string ProvinceCode { get; init; } = "";
        public string CommuneCode { get; init; } = "";
    }
}
