using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class CorporateOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "wanted_on",
                schema: "ordering",
                table: "parcels",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "corporate_orders",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    token_seal = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    company = table.Column<string>(type: "jsonb", nullable: false),
                    contact_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    contact_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    contact_phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sender_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    wanted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kinds = table.Column<string>(type: "jsonb", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    touched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_corporate_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_corporate_orders_purchases_purchase_id",
                        column: x => x.purchase_id,
                        principalSchema: "ordering",
                        principalTable: "purchases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "corporate_recipients",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    street = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    place_written = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    gifts = table.Column<int>(type: "integer", nullable: false),
                    wanted_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_corporate_recipients", x => x.id);
                    table.CheckConstraint("ck_corporate_recipients_gifts", "gifts > 0");
                    table.ForeignKey(
                        name: "fk_corporate_recipients_corporate_orders_order_id",
                        column: x => x.order_id,
                        principalSchema: "ordering",
                        principalTable: "corporate_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quotations",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotations", x => x.id);
                    table.CheckConstraint("ck_quotations_days", "issued_on <= valid_through");
                    table.ForeignKey(
                        name: "fk_quotations_corporate_orders_order_id",
                        column: x => x.order_id,
                        principalSchema: "ordering",
                        principalTable: "corporate_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quotation_approvals",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    quotation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    token_seal = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotation_approvals", x => x.id);
                    table.ForeignKey(
                        name: "fk_quotation_approvals_quotations_quotation_id",
                        column: x => x.quotation_id,
                        principalSchema: "ordering",
                        principalTable: "quotations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_corporate_orders_purchase_id",
                schema: "ordering",
                table: "corporate_orders",
                column: "purchase_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_corporate_orders_token_hash",
                schema: "ordering",
                table: "corporate_orders",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_corporate_orders_touched_at",
                schema: "ordering",
                table: "corporate_orders",
                column: "touched_at",
                filter: "purchase_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_corporate_recipients_order_id_position",
                schema: "ordering",
                table: "corporate_recipients",
                columns: new[] { "order_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quotation_approvals_quotation_id",
                schema: "ordering",
                table: "quotation_approvals",
                column: "quotation_id");

            migrationBuilder.CreateIndex(
                name: "ix_quotation_approvals_token_hash",
                schema: "ordering",
                table: "quotation_approvals",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quotations_number",
                schema: "ordering",
                table: "quotations",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quotations_order_id_issued_at",
                schema: "ordering",
                table: "quotations",
                columns: new[] { "order_id", "issued_at" });

            migrationBuilder.Sql(SqlFile.Read("quotations"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "corporate_recipients",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "quotation_approvals",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "quotations",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "corporate_orders",
                schema: "ordering");

            migrationBuilder.DropColumn(
                name: "wanted_on",
                schema: "ordering",
                table: "parcels");

            migrationBuilder.Sql("drop function ordering.quotation_is_frozen();");
        }
    }
}
