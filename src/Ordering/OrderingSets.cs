using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.AddressBook;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Notices;
using OcopMarket.Ordering.OwnBaskets;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering;

internal static class OrderingSets
{
    extension(MarketDbContext db)
    {
        public DbSet<Cart> Carts => db.Set<Cart>();

        public DbSet<Recipient> Recipients => db.Set<Recipient>();

        public DbSet<AddressAsk> AddressAsks => db.Set<AddressAsk>();

        public DbSet<SavedAddress> SavedAddresses => db.Set<SavedAddress>();

        public DbSet<GiftWrap> GiftWraps => db.Set<GiftWrap>();

        public DbSet<ProducerShipping> ProducerShipping => db.Set<ProducerShipping>();

        public DbSet<TariffRow> Tariffs => db.Set<TariffRow>();

        public DbSet<Holiday> Holidays => db.Set<Holiday>();

        public DbSet<PackingList> PackingLists => db.Set<PackingList>();

        public DbSet<Purchase> Purchases => db.Set<Purchase>();

        public DbSet<Parcel> Parcels => db.Set<Parcel>();

        public DbSet<ParcelLine> ParcelLines => db.Set<ParcelLine>();

        public DbSet<ParcelEvent> ParcelEvents => db.Set<ParcelEvent>();

        public DbSet<Payment> Payments => db.Set<Payment>();

        public DbSet<CardCharge> CardCharges => db.Set<CardCharge>();

        public DbSet<CardMove> CardMoves => db.Set<CardMove>();

        public DbSet<CardDispute> CardDisputes => db.Set<CardDispute>();

        public DbSet<CardAccount> CardAccounts => db.Set<CardAccount>();

        public DbSet<CardDifference> CardDifferences => db.Set<CardDifference>();

        public DbSet<PaymentNotice> PaymentNotices => db.Set<PaymentNotice>();

        public DbSet<NoticeKey> NoticeKeys => db.Set<NoticeKey>();

        public DbSet<Refund> Refunds => db.Set<Refund>();

        public DbSet<Proposal> Proposals => db.Set<Proposal>();

        public DbSet<ReturnRequest> Returns => db.Set<ReturnRequest>();

        public DbSet<Complaint> Complaints => db.Set<Complaint>();

        public DbSet<WrongSale> WrongSales => db.Set<WrongSale>();

        public DbSet<OwnBasket> OwnBaskets => db.Set<OwnBasket>();

        public DbSet<Voucher> Vouchers => db.Set<Voucher>();

        public DbSet<VoucherUse> VoucherUses => db.Set<VoucherUse>();

        public DbSet<LedgerEntry> LedgerEntries => db.Set<LedgerEntry>();

        public DbSet<CorporateOrder> CorporateOrders => db.Set<CorporateOrder>();

        public DbSet<CorporateRecipient> CorporateRecipients => db.Set<CorporateRecipient>();

        public DbSet<Quotation> Quotations => db.Set<Quotation>();

        public DbSet<QuotationApproval> QuotationApprovals => db.Set<QuotationApproval>();

        public DbSet<Statement> Statements => db.Set<Statement>();
    }
}
