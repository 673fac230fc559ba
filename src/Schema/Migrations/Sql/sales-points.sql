-- Lists and pages of points are kept in memory like those of goods; each says in its schema's name what changed.
create trigger tell_market after insert or update or delete or truncate on promotion.sales_points for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on promotion.shelf_items for each statement execute function platform.notify_market_changes();
create trigger tell_market after insert or update or delete or truncate on promotion.point_reports for each statement execute function platform.notify_market_changes();
