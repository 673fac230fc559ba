-- Synonyms change rarely and other things often: nodes that keep them read them anew for this word only.
create function catalog.notify_synonyms() returns trigger language plpgsql as $$
begin
  perform pg_notify('market_changes', 'synonyms');
  return null;
end $$;

create trigger tell_market after insert or update or delete or truncate on catalog.synonyms for each statement execute function catalog.notify_synonyms();
