-- The orders of the officers' table, each with all that the states and the area ask: a page is found in the index, however many lines
-- of other states lie before it, and only its own lines are read from the table.
create index ix_certificates_by_issue on registry.certificates (issued_on, id)
  include (product_id, stars, effective, valid_through, extended_to, revoked_from, superseded_from);
create index ix_certificates_by_end on registry.certificates (upper(effective), id)
  include (product_id, stars, issued_on, effective, valid_through, extended_to, revoked_from, superseded_from);
create index ix_certificates_by_stars on registry.certificates (stars, id)
  include (product_id, issued_on, effective, valid_through, extended_to, revoked_from, superseded_from);
drop index registry.ix_certificates_end;
