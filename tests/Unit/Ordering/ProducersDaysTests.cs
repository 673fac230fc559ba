using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Figures;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Tests.Unit.Ordering;

/// <summary>A producer is over its capacity by the day when more is due than its open days from today can have made.</summary>
public sealed class ProducersDaysTests
{
    private static readonly DateOnly Monday = new(2027, 2, 1);

    private readonly ListingId _jam = ListingId.New();
    private readonly ProducerCard _producer = new(ProducerId.New(), "HTX Mứt", ProducerType.Cooperative, null, null, null, "00004", "01", "htx-mut");

    [Fact]
    public void What_three_open_days_can_make_is_not_too_much()
    {
        var days = Of([Due(Monday.AddDays(2), 30)], 10);

        Assert.Empty(days.Over);
        Assert.Equal(new ProducerLoad(_producer.Id, "HTX Mứt", "00004", "01", 1, 30, 10, null, 0), days.Load);
    }

    [Fact]
    public void Holidays_and_closed_days_make_nothing()
    {
        var holiday = Of([Due(Monday.AddDays(2), 25)], 10, new([Monday.AddDays(1)], []));
        var closed = Of([Due(Monday.AddDays(2), 25)], 10, new([], [(Monday, Monday.AddDays(1))]));

        Assert.Equal([Monday.AddDays(2)], holiday.Over);
        Assert.Equal((5, 15), (holiday.Load.Lacking, closed.Load.Lacking));
    }

    [Fact]
    public void Days_add_up_and_the_first_that_is_too_much_is_named()
    {
        var days = Of([Due(Monday, 10), Due(Monday.AddDays(1), 14), Due(Monday.AddDays(1), 2), Due(Monday.AddDays(9), 40)], 10); // 10 of 10, 26 of 20, 66 of 100

        Assert.Equal([Monday.AddDays(1)], days.Over);
        Assert.Equal((Monday.AddDays(1), 6, 4, 66), (days.Load.OverOn, days.Load.Lacking, days.Load.Parcels, days.Load.Pieces));
    }

    [Fact]
    public void Packed_parcels_have_been_made_and_what_was_never_said_is_no_capacity()
    {
        var packed = Of([Due(Monday, 40, packed: true)], 10);
        var unsaid = ProducersDays.Of(_producer, [Due(Monday, 40)], new Dictionary<ListingId, int>(), new([], []), Monday);

        Assert.Empty(packed.Over);
        Assert.Equal((1, 40), (packed.Load.Parcels, packed.Load.Pieces));
        Assert.Null(unsaid.Load.Capacity);
        Assert.Empty(unsaid.Over);
    }

    private ProducersDays Of(IReadOnlyList<DueParcel> due, int capacity, DeliveryCalendar? calendar = null)
        => ProducersDays.Of(_producer, due, new Dictionary<ListingId, int> { [_jam] = capacity }, calendar ?? new([], []), Monday);

    private DueParcel Due(DateOnly day, int pieces, bool packed = false)
    {
        var parcel = new Parcel
        {
            PurchaseId = PurchaseId.New(), Number = "DH-1/1", ProducerId = _producer.Id, ProducerName = "HTX Mứt", PaymentId = PaymentId.New(), RecipientName = "Mẹ", Service = "own", ScanCode = "x", PlacedAt = default,
        };
        parcel.Add(new ParcelLine
        {
            ParcelId = parcel.Id, Position = 0, VariantId = VariantId.New(), ListingId = _jam, ProductId = ProductId.New(), CertificateId = CertificateId.New(), Slug = "mut", ProductName = "Mứt", Packing = "500 g", Set = 12,
            CertificateNumber = "1", Stars = 4, ValidThrough = default, Price = new(1), ListPrice = new(1), Quantity = pieces,
        });
        parcel.Place();
        if (packed)
        {
            parcel.Confirm(default);
            parcel.Pack(default);
        }

        return new(parcel, day);
    }
}
