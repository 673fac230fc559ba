-- What a product's page says of its reviews is kept in memory like the rest of it.
create trigger tell_market after insert or update or delete or truncate on catalog.review_summaries for each statement execute function platform.notify_market_changes();
