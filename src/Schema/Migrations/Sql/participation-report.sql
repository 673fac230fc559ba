-- When a point closed is a fact of its own; of those closed before, the last change is the nearest known.
update promotion.sales_points set closed_at = changed_at where state = 'Closed';

-- Whoever keeps a point is known by the account: the mailbox of the invitation is needed no more.
update promotion.keeper_invitations set email = '' where accepted_at is not null;

-- Photos and sums of results are part of a fair's page, which is kept in memory.
create trigger tell_market after insert or update or delete or truncate on promotion.fair_results for each statement execute function platform.notify_market_changes();
