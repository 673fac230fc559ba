-- A setting shows on pages (the operator at their foot), and every node keeps what it has read.
create trigger tell_market after insert or update or delete or truncate on platform.setting_values for each statement execute function platform.notify_market_changes();
