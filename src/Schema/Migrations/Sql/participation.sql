-- Exhibitors and the plan are part of a fair's page, which is kept in memory.
create trigger tell_market after insert or update or delete or truncate on promotion.fair_applications for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on promotion.booths for each statement execute function platform.notify_market_changes();
