using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

/// <summary>All reports of the same words are one case; reported again after a decision it is open again.</summary>
internal sealed class ContributionCases : ICases
{
    public CaseKind Kind => CaseKind.Contribution;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select r.subject as "Id", f.product_name as "Title", p.province_code as "ProvinceCode", p.commune_code as "CommuneCode", coalesce(min(r.at) filter (where r.judged_at is null), max(r.at)) as "Since",
               bool_or(r.judged_at is null) and not s.gone as "Open", r.subject::text as "Target", lower(r.kind) || ':' || r.subject as "Subject"
        from catalog.abuse_reports r
        join (select id, product_id, taken_back_at is not null as gone from catalog.reviews union all select id, product_id, false from catalog.questions) s on s.id = r.subject
        join registry.product_facts f on f.product_id = s.product_id join registry.producer_facts p on p.producer_id = r.producer_id
        group by r.subject, r.kind, s.gone, f.product_name, p.province_code, p.commune_code
        """);
}
