using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class SupplyDemandBoard : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "business_buyers",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    tax_code = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    contact_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    about = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_business_buyers", x => x.id);
                    table.CheckConstraint("ck_business_buyers_reason", "(state = 'Refused') = (reason is not null)");
                });

            migrationBuilder.CreateTable(
                name: "buyer_needs",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    sets = table.Column<int[]>(type: "integer[]", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rhythm = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    papers = table.Column<string>(type: "jsonb", nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    offers_through = table.Column<DateOnly>(type: "date", nullable: false),
                    asked = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_buyer_needs", x => x.id);
                    table.CheckConstraint("ck_buyer_needs_days", "\"from\" <= through and offers_through <= through");
                    table.CheckConstraint("ck_buyer_needs_quantity", "quantity between 1 and 100000000 and stars between 3 and 5 and cardinality(sets) between 1 and 6 and cardinality(asked) <= 20");
                    table.ForeignKey(
                        name: "fk_buyer_needs_business_buyers_buyer_id",
                        column: x => x.buyer_id,
                        principalSchema: "promotion",
                        principalTable: "business_buyers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "need_offers",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    products = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    lead_days = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    contract = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    contract_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    contract_value = table.Column<long>(type: "bigint", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_need_offers", x => x.id);
                    table.CheckConstraint("ck_need_offers_contract", "(state = 'Accepted') = (contract is not null)");
                    table.CheckConstraint("ck_need_offers_numbers", "price > 0 and quantity > 0 and lead_days between 0 and 365 and cardinality(products) between 1 and 20 and contract_value > 0");
                    table.ForeignKey(
                        name: "fk_need_offers_buyer_needs_need_id",
                        column: x => x.need_id,
                        principalSchema: "promotion",
                        principalTable: "buyer_needs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_business_buyers_account_id",
                schema: "promotion",
                table: "business_buyers",
                column: "account_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_business_buyers_state_applied_at",
                schema: "promotion",
                table: "business_buyers",
                columns: new[] { "state", "applied_at" });

            migrationBuilder.CreateIndex(
                name: "ix_buyer_needs_buyer_id_posted_at",
                schema: "promotion",
                table: "buyer_needs",
                columns: new[] { "buyer_id", "posted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_buyer_needs_state_offers_through",
                schema: "promotion",
                table: "buyer_needs",
                columns: new[] { "state", "offers_through" });

            migrationBuilder.CreateIndex(
                name: "ix_need_offers_need_id_producer_id",
                schema: "promotion",
                table: "need_offers",
                columns: new[] { "need_id", "producer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_need_offers_producer_id_changed_at",
                schema: "promotion",
                table: "need_offers",
                columns: new[] { "producer_id", "changed_at" });

            migrationBuilder.Sql(SqlFile.Read("supply-demand"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "need_offers",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "buyer_needs",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "business_buyers",
                schema: "promotion");
        }
    }
}
