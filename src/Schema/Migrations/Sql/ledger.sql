-- Entries of the ledger sum to nothing when their transaction commits, belong to one producer, and are never changed.
create function ordering.ledger_balances() returns trigger language plpgsql as $$
declare
  off bigint;
  strangers int;
begin
  select coalesce(sum(p.amount), 0), count(*) filter (where p.producer_id <> e.producer_id) into off, strangers
  from ordering.ledger_entries e left join ordering.ledger_postings p on p.entry_id = e.id
  where e.id = case tg_table_name when 'ledger_entries' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'entry_id')::uuid end;
  if off <> 0 or strangers <> 0 then
    raise exception 'A ledger entry is off by % dong and has % postings of another producer.', off, strangers using errcode = 'check_violation', constraint = 'ck_ledger_entries_balance';
  end if;
  return null;
end $$;

create constraint trigger ledger_balances after insert on ordering.ledger_postings deferrable initially deferred for each row execute function ordering.ledger_balances();

create function ordering.ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is never changed: write an entry that corrects it.' using errcode = 'check_violation', constraint = 'ck_ledger_append_only';
end $$;

create trigger ledger_is_append_only before update or delete on ordering.ledger_entries for each row execute function ordering.ledger_is_append_only();
create trigger ledger_is_append_only before update or delete on ordering.ledger_postings for each row execute function ordering.ledger_is_append_only();
create trigger ledger_is_append_only_whole before truncate on ordering.ledger_entries for each statement execute function ordering.ledger_is_append_only();
create trigger ledger_is_append_only_whole before truncate on ordering.ledger_postings for each statement execute function ordering.ledger_is_append_only();

-- What was issued to a producer stays as it was.
create trigger statements_are_frozen before update or delete on ordering.statements for each row execute function ordering.ledger_is_append_only();
