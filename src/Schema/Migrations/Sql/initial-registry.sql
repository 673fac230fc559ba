-- The days a certificate truly covers its product: term or extension, cut short by a revocation or a newer certificate.
-- Registry's CertificateDates says the same in code; a test holds the two against each other.
alter table registry.certificates add column effective daterange not null generated always as (
  case
    when least(coalesce(extended_to, valid_through), revoked_from - 1, superseded_from - 1) < valid_from then 'empty'::daterange
    else daterange(valid_from, least(coalesce(extended_to, valid_through), revoked_from - 1, superseded_from - 1), '[]')
  end) stored;

-- Never two certificates of one product in force on one day; asked at commit, so that a renewal may end its forerunner in the same transaction.
alter table registry.certificates add constraint ex_certificates_one_in_force
  exclude using gist (product_id with =, effective with &&) deferrable initially deferred;

create index ix_certificates_end on registry.certificates (upper(effective));
create index ix_certificates_end_to_announce on registry.certificates (id) where end_announced_at is null;

-- THE rule's registry half: which certificate covers which product on a day (DESIGN, section 2). Callers pass the day; nothing here asks the server's clock.
create function registry.in_force(on_day date)
returns table (
  certificate_id uuid, certificate_number text, stars int, issued_on date, valid_through date,
  product_id uuid, product_name text, "set" int, commune_code text, province_code text,
  producer_id uuid, producer_name text, producer_slug text, packings text[], packing_keys text[])
language sql stable parallel safe as $$
  select c.id, c.number, c.stars, c.issued_on, upper(c.effective) - 1,
         p.id, p.name, p.set, p.commune_code, p.province_code,
         r.id, r.name, r.slug, c.packings, c.packing_keys
  from registry.certificates c
  join registry.products p on p.id = c.product_id
  join registry.producers r on r.id = p.producer_id
  where c.effective @> on_day
    and (r.suspended_from is null or r.suspended_from > on_day)
    and not exists (
      select 1 from registry.required_licences q
      where q.set = p.set and q.valid_from <= on_day and (q.valid_through is null or q.valid_through >= on_day)
        and not exists (
          select 1 from registry.licences l
          where l.producer_id = r.id and l.kind = q.kind and l.valid_from <= on_day
            and (l.valid_through is null or l.valid_through >= on_day) and (l.revoked_from is null or l.revoked_from > on_day)))
$$;

-- What a product is called and where it comes from, certified or not: for pages of ended products and for search documents.
create view registry.product_facts as
  select p.id as product_id, p.name as product_name, p.set, p.commune_code, p.province_code, p.ocop_code, p.place_written,
         r.id as producer_id, r.name as producer_name, r.slug as producer_slug, r.suspended_from
  from registry.products p join registry.producers r on r.id = p.producer_id;

-- Tells every node that something a shopper can see has changed (Platform's MarketChanges listens).
create function platform.notify_market_changes() returns trigger language plpgsql as $$
begin
  perform pg_notify('market_changes', tg_table_schema);
  return null;
end $$;

create trigger tell_market after insert or update or delete or truncate on registry.certificates for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on registry.products for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on registry.producers for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on registry.licences for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on registry.required_licences for each statement execute function platform.notify_market_changes();
