-- The board of needs is kept in memory until one of them changes.
create trigger tell_market after insert or update or delete or truncate on promotion.buyer_needs for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on promotion.business_buyers for each statement execute function platform.notify_market_changes();
