-- Which of these packings can be sold on a day, and under which certificate. The rule is catalog.offers and nothing else; this asks it for a few packings.
-- Its plan is made once a session: the rule joins a dozen tables, and planning that cost a hundred times what running it does, at each reading of a basket.
create function catalog.offered_variants(variants uuid[], on_day date)
returns table (variant_id uuid, certificate_id uuid, certificate_number text, stars integer, valid_through date)
language plpgsql stable set plan_cache_mode = force_generic_plan as
$$
#variable_conflict use_column
begin
  return query
    select v.id, o.certificate_id, o.certificate_number, o.stars, o.valid_through
    from catalog.variants v
    cross join lateral (
      select o.certificate_id, o.certificate_number, o.stars, o.valid_through
      from catalog.offers(on_day) o join registry.certificates c on c.id = o.certificate_id
      where o.listing_id = v.listing_id and (c.packing_keys = '{}' or v.packing_key = any (c.packing_keys))
      limit 1) o -- a limit keeps it from being worked out for the whole market first
    where v.id = any (variants) and not v.withdrawn;
end
$$;
