-- THE rule: what can be sold on a day (DESIGN, section 2). A published listing joined live to the certificate that covers its product,
-- with the packing a list shows: the cheapest certified one, those in stock first. A listing that only the registry took off the shelf
-- is back the moment the registry covers it again, without waiting for a job.
create function catalog.offers(on_day date)
returns table (
  listing_id uuid, no int, slug text, gift bool, picture text, season_from int, season_through int, published_at timestamptz,
  variant_id uuid, packing text, price bigint, amount int, unit text, in_stock bool,
  certificate_id uuid, certificate_number text, stars int, issued_on date, valid_through date,
  product_id uuid, product_name text, "set" int, commune_code text, province_code text,
  producer_id uuid, producer_name text, producer_slug text)
language sql stable parallel safe as $$
  select l.id, l.no, l.slug, l.gift, l.picture, l.season_from, l.season_through, l.published_at,
         v.id, v.packing, v.price, v.amount, v.unit, v.stock > 0,
         f.certificate_id, f.certificate_number, f.stars, f.issued_on, f.valid_through,
         f.product_id, f.product_name, f.set, f.commune_code, f.province_code,
         f.producer_id, f.producer_name, f.producer_slug
  from catalog.listings l
  join registry.in_force(on_day) f on f.product_id = l.product_id
  cross join lateral (
    select v.id, v.packing, v.price, v.amount, v.unit, v.stock
    from catalog.variants v
    where v.listing_id = l.id and (f.packing_keys = '{}' or v.packing_key = any (f.packing_keys))
    order by (v.stock > 0) desc, v.price, v.position
    limit 1) v
  where l.state = 'Published' or (l.state = 'Delisted' and l.delisted_because = 'NotInForce')
$$;

create trigger tell_market after insert or update or delete or truncate on catalog.listings for each statement execute function platform.notify_market_changes();
create trigger tell_market_new after insert or delete or truncate on catalog.variants for each statement execute function platform.notify_market_changes();
-- A sale that leaves something on the shelf changes nothing a list shows.
create trigger tell_market after update on catalog.variants for each row
  when (old.price is distinct from new.price or (old.stock > 0) is distinct from (new.stock > 0) or old.packing_key is distinct from new.packing_key)
  execute function platform.notify_market_changes();
