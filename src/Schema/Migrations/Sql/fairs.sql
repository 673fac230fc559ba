-- Pages and feeds of fairs are kept in memory until one of them changes.
create trigger tell_market after insert or update or delete or truncate on promotion.fairs for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on promotion.fair_changes for each statement execute function platform.notify_market_changes();
