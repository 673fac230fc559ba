-- What officers search a product by: its name and its holder's, folded, each word behind a space so that "% tra%" finds words that begin so.
-- Two tables make it, so a trigger writes it; the import copies thousands of rows, hence once a statement.
alter table registry.products add column words text not null default '';

create function registry.write_words_of_products() returns trigger language plpgsql as $$
begin
  update registry.products p set words = ' ' || p.name_folded || ' ' || r.name_folded || ' '
  from registry.producers r, changed
  where p.id = changed.id and r.id = p.producer_id and p.words is distinct from ' ' || p.name_folded || ' ' || r.name_folded || ' ';
  return null;
end $$;

create function registry.write_words_of_producers() returns trigger language plpgsql as $$
begin
  update registry.products p set words = ' ' || p.name_folded || ' ' || r.name_folded || ' '
  from registry.producers r join changed on changed.id = r.id join before on before.id = r.id
  where p.producer_id = r.id and before.name_folded is distinct from r.name_folded;
  return null;
end $$;

create trigger write_words_new after insert on registry.products referencing new table as changed for each statement execute function registry.write_words_of_products();
create trigger write_words after update on registry.products referencing new table as changed for each statement when (pg_trigger_depth() = 0) execute function registry.write_words_of_products();
create trigger write_words after update on registry.producers referencing old table as before new table as changed for each statement execute function registry.write_words_of_producers();

update registry.products p set words = ' ' || p.name_folded || ' ' || r.name_folded || ' ' from registry.producers r where r.id = p.producer_id;

create index ix_products_words on registry.products using gin (words gin_trgm_ops);
create index ix_certificates_number_key_parts on registry.certificates using gin (number_key gin_trgm_ops);
create index ix_certificates_revoked_from on registry.certificates (revoked_from) where revoked_from is not null;

-- What counting by state reads, so that it need not visit 200,000 wide rows.
create index ix_certificates_states on registry.certificates (product_id, stars, issued_on, effective, valid_through, extended_to, revoked_from, superseded_from);
