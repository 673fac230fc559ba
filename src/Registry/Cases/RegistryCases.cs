using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Cases;

internal sealed class ApplicationCases : ICases
{
    public CaseKind Kind => CaseKind.Application;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select id as "Id", name as "Title", coalesce(province_code, '') as "ProvinceCode", coalesce(commune_code, '') as "CommuneCode", coalesce(submitted_at, begun_at) as "Since",
               state = 'Submitted' as "Open", id::text as "Target", 'application:' || id as "Subject"
        from registry.producer_applications where state <> 'Draft'
        """);
}

internal sealed class LicenceProposalCases : ICases
{
    public CaseKind Kind => CaseKind.LicenceProposal;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select l.id as "Id", p.name || ': ' || l.number as "Title", p.province_code as "ProvinceCode", p.commune_code as "CommuneCode", l.at as "Since",
               l.state = 'Open' as "Open", p.slug as "Target", 'producer:' || p.id as "Subject"
        from registry.licence_proposals l join registry.producers p on p.id = l.producer_id
        """);
}

internal sealed class AppealCases : ICases
{
    public CaseKind Kind => CaseKind.Appeal;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select s.id as "Id", p.name as "Title", p.province_code as "ProvinceCode", p.commune_code as "CommuneCode", s.appealed_at as "Since",
               s.answered_at is null and s.lifted_at is null as "Open", p.slug as "Target", 'producer:' || p.id as "Subject"
        from registry.suspensions s join registry.producers p on p.id = s.producer_id where s.appealed_at is not null
        """);
}

internal sealed class MisuseCases : ICases
{
    public CaseKind Kind => CaseKind.MisuseReport;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select id as "Id", subject as "Title", province_code as "ProvinceCode", coalesce(commune_code, '') as "CommuneCode", at as "Since",
               state <> 'Answered' as "Open", id::text as "Target", 'misuse:' || id as "Subject"
        from registry.misuse_reports
        """);
}

/// <summary>A file has the place of the office that brought it, as its first hand-over says.</summary>
internal sealed class ImportCases : ICases
{
    public CaseKind Kind => CaseKind.Import;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select f.id as "Id", f.file_name as "Title", h.province_code as "ProvinceCode", h.commune_code as "CommuneCode", f.at as "Since",
               f.state <> 'Taken' as "Open", f.id::text as "Target", 'import-file:' || f.id as "Subject"
        from registry.import_files f
        join lateral (select province_code, commune_code from registry.hand_overs where kind = 'Import' and case_id = f.id order by at, id limit 1) h on true
        """);
}
