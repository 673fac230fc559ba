-- Halls, stalls and live sessions are pages that are kept in memory until one of them changes.
create trigger tell_market after insert or update or delete or truncate on promotion.stalls for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on promotion.fair_sessions for each statement execute function platform.notify_market_changes();

-- One session at a time for a producer, and for a zone of the office.
alter table promotion.fair_sessions add constraint ex_fair_sessions_times
  exclude using gist (fair_id with =, (coalesce(application_id::text, 'zone:' || coalesce(zone, ''))) with =, int4range(starts, ends) with &&) where (state in ('Asked', 'Confirmed'));
