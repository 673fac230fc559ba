using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Moderation;

internal sealed class RevisionCases : ICases
{
    public CaseKind Kind => CaseKind.Revision;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select r.id as "Id", f.product_name as "Title", p.province_code as "ProvinceCode", p.commune_code as "CommuneCode", r.submitted_at as "Since",
               r.state = 'InReview' as "Open", r.id::text as "Target", 'listing:' || l.id as "Subject"
        from catalog.listing_revisions r join catalog.listings l on l.id = r.listing_id
        join registry.product_facts f on f.product_id = l.product_id join registry.producer_facts p on p.producer_id = l.producer_id
        where r.submitted_at is not null
        """);
}

internal sealed class TakeDownCases : ICases
{
    public CaseKind Kind => CaseKind.TakeDown;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select t.id as "Id", f.product_name as "Title", p.province_code as "ProvinceCode", p.commune_code as "CommuneCode", t.at as "Since",
               t.outcome is null as "Open", l.id::text as "Target", 'listing:' || l.id as "Subject"
        from catalog.take_downs t join catalog.listings l on l.id = t.listing_id
        join registry.product_facts f on f.product_id = l.product_id join registry.producer_facts p on p.producer_id = l.producer_id
        """);
}
