using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Ordering;

/// <summary>Every "no" that ordering can say.</summary>
internal static class OrderingRefusals
{
    /// <summary>Unknown, or somebody else's: both say the same.</summary>
    public static Refusal ParcelUnknown() => new("ordering.parcel_unknown");

    /// <summary>Nothing to print: only gifts have a card.</summary>
    public static Refusal NoGiftAmongParcels() => new("ordering.no_gift_among_parcels");

    public static Refusal ParcelsTooMany(int most) => new("ordering.parcels_too_many", most);

    /// <summary>Of the producer's staff only those with the right to it.</summary>
    public static Refusal NotYourServices() => new("ordering.not_your_services");

    public static Refusal WrapPriceWrong(long dearest) => new("ordering.wrap_price_wrong", dearest);

    public static Refusal WrapGramsWrong(int least, int most) => new("ordering.wrap_grams_wrong", least, most);

    public static Refusal WrapNameTooLong(int longest) => new("ordering.wrap_name_too_long", longest);

    public static Refusal CarrierUnknown(string carrier) => new("ordering.carrier_unknown", carrier);

    public static Refusal NoWayOfSending() => new("ordering.no_way_of_sending");

    public static Refusal OwnAreasTooMany(int most) => new("ordering.own_areas_too_many", most);

    public static Refusal OwnAreaUnknown(string code) => new("ordering.own_area_unknown", code);

    public static Refusal OwnFeeWrong(long dearest) => new("ordering.own_fee_wrong", dearest);

    public static Refusal ShippingDaysWrong(int most) => new("ordering.shipping_days_wrong", most);

    public static Refusal PickupTextTooLong(int address, int hours) => new("ordering.pickup_text_too_long", address, hours);

    public static Refusal TariffDayOver(DateOnly today) => new("ordering.tariff_day_over", today);

    public static Refusal TariffColumnsMissing(string columns) => new("ordering.tariff_columns_missing", columns);

    public static Refusal TariffTooLong(int most) => new("ordering.tariff_too_long", most);

    public static Refusal TariffEmpty() => new("ordering.tariff_empty");

    public static Refusal TariffLineTwice() => new("ordering.tariff_line_twice");

    public static Refusal TariffServiceUnknown(string service) => new("ordering.tariff_service_unknown", service);

    public static Refusal TariffItemUnknown(string item) => new("ordering.tariff_item_unknown", item);

    public static Refusal TariffNumberWrong(string column, string text) => new("ordering.tariff_number_wrong", column, text);

    public static Refusal TariffDaysWrong(int most) => new("ordering.tariff_days_wrong", most);

    public static Refusal HolidayDatesWrong(int longest) => new("ordering.holiday_dates_wrong", longest);

    public static Refusal HolidayNameWrong(int longest) => new("ordering.holiday_name_wrong", longest);

    public static Refusal HolidayOverlaps(string name, DateOnly from, DateOnly through) => new("ordering.holiday_overlaps", name, from, through);

    public static Refusal HolidayUnknown() => new("ordering.holiday_unknown");

    public static Refusal TrackingTooLong(int longest) => new("ordering.tracking_too_long", longest);

    public static Refusal ParcelWrongState(string parcel, ParcelState state) => new("ordering.parcel_wrong_state", parcel, state);

    public static Refusal CardsOff() => new("ordering.cards_off");

    /// <summary>No answer, or a no that the buyer can do nothing about.</summary>
    public static Refusal CardProviderSilent() => new("ordering.card_provider_silent");

    public static Refusal CardPaymentOver() => new("ordering.card_payment_over");

    public static Refusal CardTooMuch(long most) => new("ordering.card_too_much", most);

    public static Refusal DisputeTextWrong(int longest) => new("ordering.dispute_text_wrong", longest);

    public static Refusal CardPaymentOpen(DateTimeOffset lapsesAt) => new("ordering.card_payment_open", lapsesAt.InVietnam().DateTime);

    public static Refusal PiecesTooMany(string product, int left) => new("ordering.pieces_too_many", product, left);

    public static Refusal NothingChosen() => new("ordering.nothing_chosen");

    public static Refusal PaymentWrongState(PaymentState state) => new("ordering.payment_wrong_state", state);

    /// <summary>Unknown, or another producer's: both say the same.</summary>
    public static Refusal PaymentUnknown() => new("ordering.payment_unknown");

    public static Refusal TransferUnknown() => new("ordering.transfer_unknown");

    public static Refusal TransferClosed() => new("ordering.transfer_closed");

    public static Refusal TransferWithoutAmount() => new("ordering.transfer_without_amount");

    public static Refusal TransferTooShort(long missing) => new("ordering.transfer_too_short", missing);

    public static Refusal GoodsGone(string product) => new("ordering.goods_gone", product);

    public static Refusal ReferenceWrong(int longest) => new("ordering.reference_wrong", longest);

    public static Refusal BookingDayWrong(DateOnly first, DateOnly last) => new("ordering.booking_day_wrong", first, last);

    public static Refusal MoneyRightMissing() => new("ordering.money_right_missing");

    public static Refusal NoAccountOnFile() => new("ordering.no_account_on_file");

    public static Refusal NoticeKeyUnknown() => new("ordering.notice_key_unknown");

    public static Refusal NoticeUnknown() => new("ordering.notice_unknown");

    public static Refusal AdministratorsOnly() => new("ordering.administrators_only");

    public static Refusal RefundTooMuch(long left) => new("ordering.refund_too_much", left);

    public static Refusal VoucherUnknown(string code) => new("ordering.voucher_unknown", code);

    public static Refusal VoucherEnded(string code, DateOnly lastDay) => new("ordering.voucher_ended", code, lastDay);

    public static Refusal VoucherUsedUp(string code) => new("ordering.voucher_used_up", code);

    public static Refusal VoucherUsedByBuyer(string code, int times) => new("ordering.voucher_used_by_buyer", code, times);

    public static Refusal VoucherOutOfScope(string code) => new("ordering.voucher_out_of_scope", code);

    public static Refusal VoucherMinimum(string code, long minimum, long goods) => new("ordering.voucher_minimum", code, minimum, goods);

    public static Refusal VoucherWrongState(string code, VoucherState state) => new("ordering.voucher_wrong_state", code, state);

    public static Refusal VoucherNeedsPayer() => new("ordering.voucher_needs_payer");

    public static Refusal VoucherNeedsSplit() => new("ordering.voucher_needs_split");

    public static Refusal VoucherNeedsScope() => new("ordering.voucher_needs_scope");

    public static Refusal VoucherNeedsValue() => new("ordering.voucher_needs_value");
    public static Refusal PackingUnknown() => new("ordering.packing_unknown");

    public static Refusal AdultsOnly() => new("ordering.adults_only");

    public static Refusal NotOnOffer(string product) => new("ordering.not_on_offer", product);

    public static Refusal QuantityOutOfRange(int most) => new("ordering.quantity_out_of_range", most);

    public static Refusal SoldOut(string product) => new("ordering.sold_out", product);

    public static Refusal NotEnough(string product, int stock) => new("ordering.not_enough", product, stock);

    public static Refusal NotEnoughBeside(string product, int stock, int already) => new("ordering.not_enough_beside", product, stock, already);

    public static Refusal CartFull(int most) => new("ordering.cart_full", most);

    public static Refusal CartUnknown() => new("ordering.cart_unknown");

    public static Refusal CartLineGone() => new("ordering.cart_line_gone");

    public static Refusal VoucherCodeShape(int shortest, int longest) => new("ordering.voucher_code_shape", shortest, longest);

    public static Refusal VoucherCodeTaken(string code) => new("ordering.voucher_code_taken", code);

    public static Refusal VoucherNameShape(int longest) => new("ordering.voucher_name_shape", longest);

    public static Refusal VoucherPercent(int most) => new("ordering.voucher_percent", most);

    public static Refusal VoucherAmounts() => new("ordering.voucher_amounts");

    public static Refusal VoucherDates() => new("ordering.voucher_dates");

    public static Refusal VoucherUses(int most) => new("ordering.voucher_uses", most);

    public static Refusal OnlyAdministrators() => new("ordering.only_administrators");

    public static Refusal ReferenceShape(int longest) => new("ordering.reference_shape", longest);

    public static Refusal ReferenceTaken(string reference) => new("ordering.reference_taken", reference);

    public static Refusal SettledTooMuch(long open) => new("ordering.settled_too_much", open);
    public static Refusal CartEmpty() => new("ordering.cart_empty");

    /// <summary>Another tab changed the basket since the page was opened.</summary>
    public static Refusal CartMoved() => new("ordering.cart_moved");

    public static Refusal PageTooOld() => new("ordering.page_too_old");

    public static Refusal LineUnknown() => new("ordering.line_unknown");

    public static Refusal LineNotOffered(string product, NotOfferedReason reason) => new("ordering.line_not_offered", product, reason);

    public static Refusal LineShort(string product, int left) => new("ordering.line_short", product, left);

    public static Refusal PriceChanged(string product, long before, long now) => new("ordering.price_changed", product, before, now);

    public static Refusal TotalChanged(long before, long now) => new("ordering.total_changed", before, now);

    public static Refusal CartForAdults() => new("ordering.cart_for_adults");

    public static Refusal NoRecipients() => new("ordering.no_recipients");

    public static Refusal AddressMissing(string recipient) => new("ordering.address_missing", recipient);

    public static Refusal NothingGoesThere(string producer, string recipient) => new("ordering.nothing_goes_there", producer, recipient);

    public static Refusal ServiceNotChosen(string producer) => new("ordering.service_not_chosen", producer);

    public static Refusal MethodNotChosen(string producer) => new("ordering.method_not_chosen", producer);

    public static Refusal WantedDaysWrong(DateOnly first, DateOnly last) => new("ordering.wanted_days_wrong", first, last);

    public static Refusal RecipientNameWrong(int longest) => new("ordering.recipient_name_wrong", longest);

    public static Refusal RecipientUnknown() => new("ordering.recipient_unknown");

    public static Refusal TooManyRecipients(int most) => new("ordering.too_many_recipients", most);

    public static Refusal PhoneWrong(string written) => new("ordering.phone_wrong", written);

    public static Refusal EmailWrong(string written) => new("ordering.email_wrong", written);

    public static Refusal StreetWrong(int longest) => new("ordering.street_wrong", longest);

    public static Refusal PlaceUnknown(string written) => new("ordering.place_unknown", written);

    public static Refusal QuantityWrong(int most) => new("ordering.quantity_wrong", most);

    public static Refusal SenderNameTooLong(int longest) => new("ordering.sender_name_too_long", longest);

    public static Refusal MessageTooLong(int longest, int length) => new("ordering.message_too_long", longest, length);

    /// <summary>Of a list of recipients: nothing of it is read.</summary>
    public static Refusal SheetTooLong(int most) => new("ordering.sheet_too_long", most);

    public static Refusal SheetMerged(string cells) => new("ordering.sheet_merged", cells);

    /// <summary>The list is not the one whose verdicts were shown.</summary>
    public static Refusal SheetChanged() => new("ordering.sheet_changed");

    public static Refusal SheetRowFormula(string formula) => new("ordering.sheet_row_formula", formula);

    public static Refusal SheetRowTwice(int earlier) => new("ordering.sheet_row_twice", earlier);

    public static Refusal RecipientThere(string name) => new("ordering.recipient_there", name);

    public static Refusal SheetPlaceMissing() => new("ordering.sheet_place_missing");

    public static Refusal SheetAddressMissing() => new("ordering.sheet_address_missing");

    public static Refusal ProvinceMissing() => new("ordering.province_missing");

    /// <summary>Unknown secret, or nothing was asked: both say the same.</summary>
    public static Refusal AddressNotAsked() => new("ordering.address_not_asked");

    public static Refusal AddressTooLate() => new("ordering.address_too_late");

    public static Refusal AddressOutOfZone(string province) => new("ordering.address_out_of_zone", province);

    public static Refusal AddressAwaited(string parcel) => new("ordering.address_awaited", parcel);

    public static Refusal InvoiceIncomplete() => new("ordering.invoice_incomplete");

    public static Refusal TaxCodeWrong(string written) => new("ordering.tax_code_wrong", written);

    public static Refusal BuyerMissing() => new("ordering.buyer_missing");

    /// <summary>No such line under the secret: unknown or somebody else's, both say the same.</summary>
    public static Refusal NothingReceived() => new("ordering.nothing_received");

    public static Refusal NotReceivedYet() => new("ordering.not_received_yet");
    public static Refusal ReasonNotChosen() => new("ordering.reason_not_chosen");

    public static Refusal TextTooLong(int longest) => new("ordering.text_too_long", longest);

    public static Refusal ProposalOpen(string parcel) => new("ordering.proposal_open", parcel);

    public static Refusal ProposalClosed() => new("ordering.proposal_closed");

    public static Refusal NothingLeftToSend() => new("ordering.nothing_left_to_send");

    public static Refusal NewDayWrong(DateOnly first, DateOnly last) => new("ordering.new_day_wrong", first, last);

    /// <summary>Unknown, or another producer's: both say the same.</summary>
    public static Refusal RefundUnknown() => new("ordering.refund_unknown");

    public static Refusal RefundNotOwed() => new("ordering.refund_not_owed");

    public static Refusal AddressIsReceivers() => new("ordering.address_is_receivers");

    public static Refusal ServiceNotThere(string producer, string phone) => new("ordering.service_not_there", producer, phone);

    public static Refusal AddressDearer(long there, long paid, string producer, string phone) => new("ordering.address_dearer", there, paid, producer, phone);

    public static Refusal ContactWrong(string written) => new("ordering.contact_wrong", written);

    public static Refusal NumberMissing() => new("ordering.number_missing");

    public static Refusal TextMissing() => new("ordering.text_missing");

    public static Refusal TooManyPictures(int most) => new("ordering.too_many_pictures", most);

    public static Refusal ReturnTooLate(int days) => new("ordering.return_too_late", days);

    public static Refusal ReturnOpen(string parcel) => new("ordering.return_open", parcel);

    /// <summary>Unknown, or another's: both say the same.</summary>
    public static Refusal ReturnUnknown() => new("ordering.return_unknown");

    public static Refusal ReturnClosed() => new("ordering.return_closed");

    public static Refusal WronglySold() => new("ordering.wrongly_sold");

    /// <summary>Unknown, or not the actor's: both say the same.</summary>
    public static Refusal ComplaintUnknown() => new("ordering.complaint_unknown");

    public static Refusal ComplaintClosed() => new("ordering.complaint_closed");

    public static Refusal ProducerHasTime() => new("ordering.producer_has_time");

    public static Refusal TooManyMessages(int most) => new("ordering.too_many_messages", most);

    public static Refusal OfficersOnly() => new("ordering.officers_only");

    public static Refusal BasketsOutOfRange(int most) => new("ordering.baskets_out_of_range", most);

    /// <summary>Of a gift basket nothing can be bought today.</summary>
    public static Refusal BasketNothingLeft() => new("ordering.basket_nothing_left");

    public static Refusal OwnBasketNameWrong(int longest) => new("ordering.own_basket_name_wrong", longest);

    public static Refusal OwnBasketWords(string words) => new("ordering.own_basket_words", words);

    public static Refusal OwnBasketEmpty() => new("ordering.own_basket_empty");

    /// <summary>Unknown, or another's: both say the same.</summary>
    public static Refusal OwnBasketUnknown() => new("ordering.own_basket_unknown");

    public static Refusal OwnBasketTooMany(int most) => new("ordering.own_basket_too_many", most);
    /// <summary>Unknown, or by a secret of another kind: all say the same.</summary>
    public static Refusal CorporateUnknown() => new("ordering.corporate_unknown");

    public static Refusal CorporateOrdered() => new("ordering.corporate_ordered");

    /// <summary>Changed while its quotation was worked out.</summary>
    public static Refusal CorporateMoved() => new("ordering.corporate_moved");

    public static Refusal CorporateTooMany(int most) => new("ordering.corporate_too_many", most);

    public static Refusal CorporateTooManyParcels(int parcels, int most) => new("ordering.corporate_too_many_parcels", parcels, most);

    public static Refusal WantedDayOver(DateOnly first) => new("ordering.wanted_day_over", first);

    public static Refusal GiftKindsTooMany(int most) => new("ordering.gift_kinds_too_many", most);

    public static Refusal GiftKindNameWrong(int longest) => new("ordering.gift_kind_name_wrong", longest);

    public static Refusal GiftKindNameTaken(string name) => new("ordering.gift_kind_name_taken", name);

    public static Refusal GiftKindUnknown() => new("ordering.gift_kind_unknown");

    public static Refusal GiftKindInUse(string name, int people) => new("ordering.gift_kind_in_use", name, people);

    public static Refusal NoGiftKinds() => new("ordering.no_gift_kinds");

    public static Refusal SheetGiftUnknown(string written) => new("ordering.sheet_gift_unknown", written);

    public static Refusal SheetDayWrong(string written) => new("ordering.sheet_day_wrong", written);

    public static Refusal SheetDayOver(DateOnly day) => new("ordering.sheet_day_over", day);

    public static Refusal DayNotMet(string producer, string recipient, DateOnly day, DateOnly earliest) => new("ordering.day_not_met", producer, recipient, day, earliest);

    public static Refusal NoTransfers(string producer) => new("ordering.no_transfers", producer);

    /// <summary>What was quoted is no longer what was planned.</summary>
    public static Refusal QuotationReplaced(string number) => new("ordering.quotation_replaced", number);

    public static Refusal QuotationOver(string number, DateOnly through) => new("ordering.quotation_over", number, through);

    public static Refusal QuotedShippingMoved(string producer, long quoted, long now) => new("ordering.quoted_shipping_moved", producer, quoted, now);

    public static Refusal QuotedTotalMoved(long quoted, long now) => new("ordering.quoted_total_moved", quoted, now);

    public static Refusal ApprovalsTooMany(int most) => new("ordering.approvals_too_many", most);

    public static Refusal ApproverNameMissing(int longest) => new("ordering.approver_name_missing", longest);

    public static Refusal ApprovalAnswered() => new("ordering.approval_answered");
    public static Refusal MembersOnly() => new("ordering.members_only");

    /// <summary>Unknown, or in another's book: both say the same.</summary>
    public static Refusal AddressUnknown() => new("ordering.address_unknown");

    public static Refusal AddressBookFull(int most) => new("ordering.address_book_full", most);

    /// <summary>Unknown, or another's: both say the same.</summary>
    public static Refusal PurchaseUnknown() => new("ordering.purchase_unknown");

    public static Refusal PurchaseNotYours() => new("ordering.purchase_not_yours");
}
