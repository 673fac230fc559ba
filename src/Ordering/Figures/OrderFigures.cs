using OcopMarket.Ordering.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Figures;

/// <summary>How a period is cut.</summary>
public enum OrderStep
{
    Week,
    Month,
}

/// <summary>A number for each thing that was sold, of one place, group, state or span of days.</summary>
/// <param name="Key">Code of a place, number of a product group, name of a state, first day of a span; null for what is put together since it is too little to be shown.</param>
/// <param name="Value">Đồng: goods at the price they were sold for, before vouchers and without shipping.</param>
public sealed record OrderCell(string? Key, int Purchases, int Parcels, int Pieces, long Value);

/// <param name="Paid">Đồng that have come in.</param>
public sealed record MethodFigures(PaymentMethod Method, int Payments, long Paid, int Refunds, long Refunded);

/// <summary>What was sold in an area and a period; nobody's name, telephone, mailbox or address.</summary>
/// <param name="Scope">With the days that were counted.</param>
/// <param name="Total">Null where fewer than <see cref="SmallCells.Least"/> people bought: then nothing else is told either.</param>
/// <param name="Gifts">Parcels that are gifts; <paramref name="Returns"/> and <paramref name="Complaints"/> are parcels that something was asked back of, or complained of.</param>
/// <param name="Places">Provinces of the country, communes of a province; empty for a commune.</param>
/// <param name="Methods">For administrators; null for officers.</param>
public sealed record OrderFigures(
    DeskScope Scope, OrderStep Step, OrderCell? Total, int Gifts, int Returns, int Complaints,
    IReadOnlyList<OrderCell> Places, IReadOnlyList<OrderCell> Groups, IReadOnlyList<OrderCell> States, IReadOnlyList<OrderCell> Spans, IReadOnlyList<MethodFigures>? Methods);
