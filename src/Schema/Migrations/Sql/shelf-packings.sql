-- These packings as the shelf knows them on a day: what each is, why it may not be sold, and what it is sold as where it may. As offered_variants, planned
-- once a session: a basket asks for one or two packings at each page, and planning took twice as long as running.
create function catalog.shelf_packings(variants uuid[], on_day date)
returns table (
  variant_id uuid, slug text, product_name text, "set" integer, producer_id uuid, producer_name text, packing text, state text, delisted_because text, kind text, ended_on date,
  certificate_id uuid, listing_id uuid, product_id uuid, picture text, gift boolean, producer_slug text, province_code text, commune_code text, price bigint, amount integer, unit text, stock integer,
  weight_grams integer, length_mm integer, width_mm integer, height_mm integer, fragile boolean, cold boolean, delivers_to text[], making_days integer, daily_capacity integer,
  certificate_number text, stars integer, valid_through date,
  dated_id uuid, list_price bigint, dated_price bigint, per_piece bigint, price_through date, payer_kind text, payer_name text, left_pieces integer, fair_id uuid, fair_slug text, fair_name text, fair_name_en text)
language plpgsql stable set plan_cache_mode = force_generic_plan as
$$
#variable_conflict use_column
begin
  return query
    select v.id, l.slug::text, f.product_name::text, f."set", f.producer_id, f.producer_name::text, v.packing::text, l.state::text, l.delisted_because::text, l.kind::text,
           (select max(upper(c.effective) - 1) from registry.certificates c where c.product_id = l.product_id and upper(c.effective) <= on_day),
           o.certificate_id, l.id, l.product_id, l.picture::text, l.gift, f.producer_slug::text, f.province_code::text, f.commune_code::text, coalesce(d.price, v.price), v.amount, v.unit::text, v.stock,
           v.weight_grams, v.length_mm, v.width_mm, v.height_mm, l.fragile, l.cold, l.delivers_to, l.making_days, l.daily_capacity,
           o.certificate_number, o.stars, o.valid_through,
           d.id, v.price, d.price, d.per_piece, d.through, d.payer_kind, d.payer_name, d.left_pieces, d.fair_id, d.fair_slug, d.fair_name, d.fair_name_en
    from catalog.variants v
    join catalog.listings l on l.id = v.listing_id
    join registry.product_facts f on f.product_id = l.product_id
    left join catalog.offered_variants(variants, on_day) o on o.variant_id = v.id
    left join catalog.dated_prices_on(on_day) d on d.variant_id = v.id and d.price < v.price
    where v.id = any (variants);
end
$$;
