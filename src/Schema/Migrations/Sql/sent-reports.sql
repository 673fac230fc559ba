-- A sent report never changes, whoever asks: it was handed over.
create function registry.keep_sent_report() returns trigger language plpgsql as $$
begin
  raise exception 'a sent report never changes' using errcode = 'restrict_violation';
end $$;

create trigger keep before update or delete on registry.sent_reports for each row execute function registry.keep_sent_report();
