namespace OcopMarket.Tests.Support;

/// <summary>What never adds up wrongly, whatever was killed meanwhile: each question counts, and 0 is the only good answer.</summary>
public static class OrderAudit
{
    public static IReadOnlyList<(string What, string Sql)> Questions { get; } =
    [
        ("orders without parcels", "select count(*) from ordering.purchases p where not exists (select from ordering.parcels c where c.purchase_id = p.id)"),
        ("parcels without lines", "select count(*) from ordering.parcels c where not exists (select from ordering.parcel_lines l where l.parcel_id = c.id)"),
        ("orders whose payments are not their total", "select count(*) from ordering.purchases p where p.total <> (select coalesce(sum(amount), 0) from ordering.payments y where y.purchase_id = p.id)"),
        ("orders that share a key", "select count(*) from (select checkout_key from ordering.purchases group by 1 having count(*) > 1) x"),
        ("shelves that are not the sum of their ledger", "select count(*) from catalog.variants v where exists (select from catalog.stock_entries e where e.variant_id = v.id and e.reason not in ('Ordered', 'GivenBack')) and v.stock <> (select sum(change) from catalog.stock_entries e where e.variant_id = v.id)"),
        ("packings of which more or less was taken than ordered",
            """
            select count(*) from (
              select variant_id, -sum(change) as taken from catalog.stock_entries where reason in ('Ordered', 'GivenBack') group by 1) s
            full join (
              select l.variant_id, sum(l.quantity - l.cancelled) as ordered from ordering.parcel_lines l join ordering.parcels c on c.id = l.parcel_id group by 1) o using (variant_id)
            where coalesce(s.taken, 0) <> coalesce(o.ordered, 0)
            """),
        ("transfers told of and paid another number of times than once", "select count(*) from ordering.payments y where y.method = 'VietQr' and y.state = 'Paid' and y.paid_amount <> y.amount"),
        ("notices kept and not yet judged", "select count(*) from ordering.payment_notices where outcome is null"),
        ("notices that did not pay", "select count(*) from ordering.payment_notices where outcome <> 'Paid'"),
        ("payments without their notice", "select count(*) from ordering.payments y where y.method = 'VietQr' and y.state = 'Paid' and (select count(*) from ordering.payment_notices n where n.payment_id = y.id) <> 1"),
        ("entries of the ledger that do not balance", "select count(*) from (select entry_id from ordering.ledger_postings group by 1 having sum(amount) <> 0) x"),
        ("payments that the ledger lacks", "select count(*) from ordering.payments y where y.method = 'VietQr' and y.state = 'Paid' and not exists (select from ordering.ledger_entries e where e.key = 'paid:' || y.id)"),
    ];
}
