using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.AfterSales;

internal sealed class ComplaintCases : ICases
{
    public CaseKind Kind => CaseKind.Complaint;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select c.id as "Id", c.number || ': ' || p.producer_name as "Title", c.province_code as "ProvinceCode", c.commune_code as "CommuneCode", c.office_at as "Since",
               c.state = 'Office' as "Open", c.id::text as "Target", 'complaint:' || c.id as "Subject"
        from ordering.complaints c join ordering.parcels p on p.id = c.parcel_id where c.office_at is not null
        """);
}
