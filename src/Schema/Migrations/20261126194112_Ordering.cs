using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Ordering : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "ordering");

            migrationBuilder.CreateTable(
                name: "card_charges",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    session_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    payment_intent_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    charge_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_charges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "carts",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    touched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    checkout_key = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    occasion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    wanted_from = table.Column<DateOnly>(type: "date", nullable: true),
                    wanted_through = table.Column<DateOnly>(type: "date", nullable: true),
                    sender_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    common_message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    hide_amounts = table.Column<bool>(type: "boolean", nullable: false),
                    story_card = table.Column<bool>(type: "boolean", nullable: false),
                    buyer_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    buyer_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    buyer_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    invoice = table.Column<string>(type: "jsonb", nullable: true),
                    voucher_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    step_done = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_carts", x => x.id);
                    table.CheckConstraint("ck_carts_owner", "(token_hash is null) <> (account is null)");
                });

            migrationBuilder.CreateTable(
                name: "gift_wraps",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    note_vi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    note_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    picture = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    offered = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gift_wraps", x => x.id);
                    table.CheckConstraint("ck_gift_wraps_price", "price >= 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_notices",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    external_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    needs_human = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "purchases",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    checkout_key = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    occasion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    wanted_from = table.Column<DateOnly>(type: "date", nullable: true),
                    wanted_through = table.Column<DateOnly>(type: "date", nullable: true),
                    buyer_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    buyer_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    buyer_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    sender_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    hide_amounts = table.Column<bool>(type: "boolean", nullable: false),
                    story_card = table.Column<bool>(type: "boolean", nullable: false),
                    invoice = table.Column<string>(type: "jsonb", nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    goods = table.Column<long>(type: "bigint", nullable: false),
                    shipping = table.Column<long>(type: "bigint", nullable: false),
                    wrapping = table.Column<long>(type: "bigint", nullable: false),
                    discount = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_purchases", x => x.id);
                    table.CheckConstraint("ck_purchases_total", "total = goods + shipping + wrapping - discount and total >= 0");
                });

            migrationBuilder.CreateTable(
                name: "cart_choices",
                schema: "ordering",
                columns: table => new
                {
                    cart_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cart_choices", x => new { x.cart_id, x.producer_id });
                    table.ForeignKey(
                        name: "fk_cart_choices_carts_cart_id",
                        column: x => x.cart_id,
                        principalSchema: "ordering",
                        principalTable: "carts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cart_lines",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    seen_price = table.Column<long>(type: "bigint", nullable: false),
                    seen_certificate = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cart_lines", x => x.id);
                    table.CheckConstraint("ck_cart_lines_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_cart_lines_carts_cart_id",
                        column: x => x.cart_id,
                        principalSchema: "ordering",
                        principalTable: "carts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recipients",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    street = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    place_written = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    wrap = table.Column<string>(type: "jsonb", nullable: true),
                    address_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    link_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    address_hidden = table.Column<bool>(type: "boolean", nullable: false),
                    filled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    quantities = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recipients", x => x.id);
                    table.ForeignKey(
                        name: "fk_recipients_carts_cart_id",
                        column: x => x.cart_id,
                        principalSchema: "ordering",
                        principalTable: "carts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "parcels",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    sender_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    hide_amounts = table.Column<bool>(type: "boolean", nullable: false),
                    is_gift = table.Column<bool>(type: "boolean", nullable: false),
                    story_card = table.Column<bool>(type: "boolean", nullable: false),
                    wrap = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    recipient_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    recipient_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    street = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    address_hidden = table.Column<bool>(type: "boolean", nullable: false),
                    receiver_token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    service = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    tracking = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    weight_grams = table.Column<int>(type: "integer", nullable: false),
                    expected_from = table.Column<DateOnly>(type: "date", nullable: true),
                    expected_through = table.Column<DateOnly>(type: "date", nullable: true),
                    shipping_fee = table.Column<long>(type: "bigint", nullable: false),
                    wrap_fee = table.Column<long>(type: "bigint", nullable: false),
                    adult_only = table.Column<bool>(type: "boolean", nullable: false),
                    scan_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    packed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    handed_over_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_because = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parcels", x => x.id);
                    table.ForeignKey(
                        name: "fk_parcels_purchases_purchase_id",
                        column: x => x.purchase_id,
                        principalSchema: "ordering",
                        principalTable: "purchases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    paid_amount = table.Column<long>(type: "bigint", nullable: false),
                    refunded_amount = table.Column<long>(type: "bigint", nullable: false),
                    purpose_code = table.Column<string>(type: "character varying(25)", maxLength: 25, nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    charge_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments", x => x.id);
                    table.CheckConstraint("ck_payments_amounts", "amount >= 0 and paid_amount >= 0 and refunded_amount >= 0 and refunded_amount <= paid_amount");
                    table.ForeignKey(
                        name: "fk_payments_purchases_purchase_id",
                        column: x => x.purchase_id,
                        principalSchema: "ordering",
                        principalTable: "purchases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "parcel_events",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parcel_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_parcel_events_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalSchema: "ordering",
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "parcel_lines",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    certificate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    product_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    packing = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    set = table.Column<int>(type: "integer", nullable: false),
                    certificate_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: false),
                    picture = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    shipping_share = table.Column<long>(type: "bigint", nullable: false),
                    wrap_share = table.Column<long>(type: "bigint", nullable: false),
                    discount_share = table.Column<long>(type: "bigint", nullable: false),
                    fee = table.Column<long>(type: "bigint", nullable: false),
                    cancelled = table.Column<int>(type: "integer", nullable: false),
                    returned = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parcel_lines", x => x.id);
                    table.CheckConstraint("ck_parcel_lines_left", "cancelled >= 0 and returned >= 0 and cancelled + returned <= quantity");
                    table.CheckConstraint("ck_parcel_lines_quantity", "quantity > 0");
                    table.CheckConstraint("ck_parcel_lines_shares", "price > 0 and shipping_share >= 0 and wrap_share >= 0 and discount_share >= 0 and discount_share <= price * quantity and fee >= 0");
                    table.ForeignKey(
                        name: "fk_parcel_lines_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalSchema: "ordering",
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refunds", x => x.id);
                    table.CheckConstraint("ck_refunds_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_refunds_payments_payment_id",
                        column: x => x.payment_id,
                        principalSchema: "ordering",
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refund_lines",
                schema: "ordering",
                columns: table => new
                {
                    refund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parcel_line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    goods = table.Column<long>(type: "bigint", nullable: false),
                    shipping = table.Column<long>(type: "bigint", nullable: false),
                    wrapping = table.Column<long>(type: "bigint", nullable: false),
                    discount = table.Column<long>(type: "bigint", nullable: false),
                    fee = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_lines", x => new { x.refund_id, x.parcel_line_id });
                    table.ForeignKey(
                        name: "fk_refund_lines_refunds_refund_id",
                        column: x => x.refund_id,
                        principalSchema: "ordering",
                        principalTable: "refunds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_card_charges_payment_intent_id",
                schema: "ordering",
                table: "card_charges",
                column: "payment_intent_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_card_charges_purchase_id",
                schema: "ordering",
                table: "card_charges",
                column: "purchase_id");

            migrationBuilder.CreateIndex(
                name: "ix_card_charges_session_id",
                schema: "ordering",
                table: "card_charges",
                column: "session_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cart_lines_cart_id_variant_id",
                schema: "ordering",
                table: "cart_lines",
                columns: new[] { "cart_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cart_lines_listing_id",
                schema: "ordering",
                table: "cart_lines",
                column: "listing_id");

            migrationBuilder.CreateIndex(
                name: "ix_carts_account",
                schema: "ordering",
                table: "carts",
                column: "account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_carts_token_hash",
                schema: "ordering",
                table: "carts",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_carts_touched_at",
                schema: "ordering",
                table: "carts",
                column: "touched_at");

            migrationBuilder.CreateIndex(
                name: "ix_gift_wraps_producer_id_kind",
                schema: "ordering",
                table: "gift_wraps",
                columns: new[] { "producer_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_parcel_events_parcel_id_id",
                schema: "ordering",
                table: "parcel_events",
                columns: new[] { "parcel_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parcel_lines_certificate_id",
                schema: "ordering",
                table: "parcel_lines",
                column: "certificate_id");

            migrationBuilder.CreateIndex(
                name: "ix_parcel_lines_listing_id",
                schema: "ordering",
                table: "parcel_lines",
                column: "listing_id");

            migrationBuilder.CreateIndex(
                name: "ix_parcel_lines_parcel_id",
                schema: "ordering",
                table: "parcel_lines",
                column: "parcel_id");

            migrationBuilder.CreateIndex(
                name: "ix_parcels_number",
                schema: "ordering",
                table: "parcels",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_parcels_payment_id",
                schema: "ordering",
                table: "parcels",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_parcels_producer_id_state_placed_at",
                schema: "ordering",
                table: "parcels",
                columns: new[] { "producer_id", "state", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_parcels_purchase_id",
                schema: "ordering",
                table: "parcels",
                column: "purchase_id");

            migrationBuilder.CreateIndex(
                name: "ix_parcels_receiver_token_hash",
                schema: "ordering",
                table: "parcels",
                column: "receiver_token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_parcels_scan_code",
                schema: "ordering",
                table: "parcels",
                column: "scan_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_notices_payment_id",
                schema: "ordering",
                table: "payment_notices",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_notices_received_at",
                schema: "ordering",
                table: "payment_notices",
                column: "received_at",
                filter: "handled_at is null or needs_human");

            migrationBuilder.CreateIndex(
                name: "ix_payment_notices_source_account_external_id",
                schema: "ordering",
                table: "payment_notices",
                columns: new[] { "source", "account", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_charge_id",
                schema: "ordering",
                table: "payments",
                column: "charge_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_expires_at",
                schema: "ordering",
                table: "payments",
                column: "expires_at",
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_payments_producer_id_created_at",
                schema: "ordering",
                table: "payments",
                columns: new[] { "producer_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payments_purchase_id_producer_id_method",
                schema: "ordering",
                table: "payments",
                columns: new[] { "purchase_id", "producer_id", "method" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_purpose_code",
                schema: "ordering",
                table: "payments",
                column: "purpose_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_purchases_account_placed_at",
                schema: "ordering",
                table: "purchases",
                columns: new[] { "account", "placed_at" },
                filter: "account is not null");

            migrationBuilder.CreateIndex(
                name: "ix_purchases_buyer_email",
                schema: "ordering",
                table: "purchases",
                column: "buyer_email");

            migrationBuilder.CreateIndex(
                name: "ix_purchases_buyer_phone",
                schema: "ordering",
                table: "purchases",
                column: "buyer_phone");

            migrationBuilder.CreateIndex(
                name: "ix_purchases_checkout_key",
                schema: "ordering",
                table: "purchases",
                column: "checkout_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_purchases_number",
                schema: "ordering",
                table: "purchases",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_purchases_placed_at",
                schema: "ordering",
                table: "purchases",
                column: "placed_at");

            migrationBuilder.CreateIndex(
                name: "ix_purchases_token_hash",
                schema: "ordering",
                table: "purchases",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_recipients_cart_id_position",
                schema: "ordering",
                table: "recipients",
                columns: new[] { "cart_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_recipients_link_hash",
                schema: "ordering",
                table: "recipients",
                column: "link_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refund_lines_parcel_line_id",
                schema: "ordering",
                table: "refund_lines",
                column: "parcel_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_parcel_id",
                schema: "ordering",
                table: "refunds",
                column: "parcel_id");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_payment_id",
                schema: "ordering",
                table: "refunds",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_producer_id_state",
                schema: "ordering",
                table: "refunds",
                columns: new[] { "producer_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "card_charges",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "cart_choices",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "cart_lines",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "gift_wraps",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "parcel_events",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "parcel_lines",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "payment_notices",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "recipients",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "refund_lines",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "parcels",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "carts",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "refunds",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "payments",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "purchases",
                schema: "ordering");
        }
    }
}
