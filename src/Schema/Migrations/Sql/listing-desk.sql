-- THE rule, with what the desks brought: the product set must allow the listing's kind, what is only shown is no offer, and a withdrawn
-- packing is not on the shelf. Otherwise as before (initial-catalog.sql).
drop function catalog.offers(date);
create function catalog.offers(on_day date)
returns table (
  listing_id uuid, no int, slug text, gift bool, picture text, season_from int, season_through int, published_at timestamptz,
  variant_id uuid, packing text, price bigint, amount int, unit text, in_stock bool,
  certificate_id uuid, certificate_number text, stars int, issued_on date, valid_through date,
  product_id uuid, product_name text, "set" int, commune_code text, province_code text,
  producer_id uuid, producer_name text, producer_slug text, kind text)
language sql stable parallel safe as $$
  select l.id, l.no, l.slug, l.gift, l.picture, l.season_from, l.season_through, l.published_at,
         v.id, v.packing, v.price, v.amount, v.unit, v.stock > 0,
         f.certificate_id, f.certificate_number, f.stars, f.issued_on, f.valid_through,
         f.product_id, f.product_name, f.set, f.commune_code, f.province_code,
         f.producer_id, f.producer_name, f.producer_slug, l.kind
  from catalog.listings l
  join registry.in_force(on_day) f on f.product_id = l.product_id
  join catalog.set_kinds k on k.set = f.set and k.kind = l.kind
  cross join lateral (
    select v.id, v.packing, v.price, v.amount, v.unit, v.stock
    from catalog.variants v
    where v.listing_id = l.id and not v.withdrawn and (f.packing_keys = '{}' or v.packing_key = any (f.packing_keys))
    order by (v.stock > 0) desc, v.price, v.position
    limit 1) v
  where (l.state = 'Published' or (l.state = 'Delisted' and l.delisted_because = 'NotInForce')) and l.kind <> 'Information'
$$;

-- How a producer is reached and where it is: for letters and for officers' areas.
create view registry.producer_facts as
  select r.id as producer_id, r.name as producer_name, r.slug as producer_slug, r.email, r.commune_code, r.province_code, r.suspended_from
  from registry.producers r;

-- A sale that leaves something on the shelf changes nothing that a page shows.
drop trigger tell_market on catalog.variants;
create trigger tell_market after update on catalog.variants for each row
  when ((old.price, old.stock > 0, old.amount, old.unit, old.packing, old.withdrawn, old.position) is distinct from (new.price, new.stock > 0, new.amount, new.unit, new.packing, new.withdrawn, new.position))
  execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on catalog.closures for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on catalog.set_kinds for each statement execute function platform.notify_market_changes();

-- What was listed before there was a choice has the usual kind of its set; the ledger begins with what lies on the shelf.
update catalog.listings l set kind = case when p.set in (24, 25) then 'Pickup' when p.set = 26 then 'Contact' else 'Parcel' end, cold = p.set in (1, 2, 23)
from registry.products p where p.id = l.product_id;
insert into catalog.stock_entries (variant_id, change, after, reason, actor, at)
select v.id, v.stock, v.stock, 'Begun', 'System:migration', l.created_at from catalog.variants v join catalog.listings l on l.id = v.listing_id where v.stock > 0;
