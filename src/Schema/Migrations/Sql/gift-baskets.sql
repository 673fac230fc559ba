-- A basket's page is kept in memory like those of its items.
create trigger tell_market after insert or update or delete or truncate on catalog.gift_baskets for each statement execute function platform.notify_market_changes();
