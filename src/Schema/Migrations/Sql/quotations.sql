-- What a company was quoted stays as it was.
create function ordering.quotation_is_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'A quotation is never changed: a new one takes its place.' using errcode = 'check_violation', constraint = 'ck_quotations_frozen';
end $$;

create trigger quotations_are_frozen before update or delete on ordering.quotations for each row execute function ordering.quotation_is_frozen();
