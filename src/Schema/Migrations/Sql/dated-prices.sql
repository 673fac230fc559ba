-- One price of a packing on a day, whoever pays for it; a proposal that waits keeps its days too. Deferred, since a fair that moves
-- takes all its prices along.
alter table catalog.dated_prices add constraint ex_dated_prices_days
  exclude using gist (variant_id with =, daterange("from", through, '[]') with &&) where (withdrawn_at is null) deferrable initially deferred;

-- What counts on a day: confirmed, not ended, pieces left.
create function catalog.dated_prices_on(on_day date)
returns table (
  id uuid, variant_id uuid, price bigint, per_piece bigint, through date, payer_kind text, payer_name text, left_pieces int,
  fair_id uuid, fair_slug text, fair_name text, fair_name_en text)
language sql stable parallel safe as $$
  select d.id, d.variant_id, d.price, d.per_piece, d.through, d.payer_kind, d.payer_name, d.most_pieces - d.sold, d.fair_id, d.fair_slug, d.fair_name, d.fair_name_en
  from catalog.dated_prices d
  where d.withdrawn_at is null and d.confirmed_at is not null and d."from" <= on_day and d.through >= on_day and (d.most_pieces is null or d.sold < d.most_pieces)
$$;

-- THE rule, with the price of the day and the ordinary one beside it. Where the ordinary price sank below the dated one, it holds.
-- Otherwise as before (listing-desk.sql).
drop function catalog.offers(date);
create function catalog.offers(on_day date)
returns table (
  listing_id uuid, no int, slug text, gift bool, picture text, season_from int, season_through int, published_at timestamptz,
  variant_id uuid, packing text, price bigint, list_price bigint, price_through date, amount int, unit text, in_stock bool,
  certificate_id uuid, certificate_number text, stars int, issued_on date, valid_through date,
  product_id uuid, product_name text, "set" int, commune_code text, province_code text,
  producer_id uuid, producer_name text, producer_slug text, kind text)
language sql stable parallel safe as $$
  select l.id, l.no, l.slug, l.gift, l.picture, l.season_from, l.season_through, l.published_at,
         v.id, v.packing, v.price, v.list_price, v.through, v.amount, v.unit, v.stock > 0,
         f.certificate_id, f.certificate_number, f.stars, f.issued_on, f.valid_through,
         f.product_id, f.product_name, f.set, f.commune_code, f.province_code,
         f.producer_id, f.producer_name, f.producer_slug, l.kind
  from catalog.listings l
  join registry.in_force(on_day) f on f.product_id = l.product_id
  join catalog.set_kinds k on k.set = f.set and k.kind = l.kind
  cross join lateral (
    select v.id, v.packing, coalesce(d.price, v.price) as price, v.price as list_price, d.through, v.amount, v.unit, v.stock
    from catalog.variants v
    left join catalog.dated_prices_on(on_day) d on d.variant_id = v.id and d.price < v.price
    where v.listing_id = l.id and not v.withdrawn and (f.packing_keys = '{}' or v.packing_key = any (f.packing_keys))
    order by (v.stock > 0) desc, coalesce(d.price, v.price), v.position
    limit 1) v
  where (l.state = 'Published' or (l.state = 'Delisted' and l.delisted_because = 'NotInForce')) and l.kind <> 'Information'
$$;

-- A sale that leaves pieces at the price changes nothing that a page shows.
create trigger tell_market_new after insert or delete or truncate on catalog.dated_prices for each statement execute function platform.notify_market_changes();
create trigger tell_market after update on catalog.dated_prices for each row
  when ((old."from", old.through, old.confirmed_at, old.withdrawn_at, old.sold >= old.most_pieces) is distinct from (new."from", new.through, new.confirmed_at, new.withdrawn_at, new.sold >= new.most_pieces))
  execute function platform.notify_market_changes();
