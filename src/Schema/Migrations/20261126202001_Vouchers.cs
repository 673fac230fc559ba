using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Vouchers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "vouchers",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    issuer = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    scope = table.Column<string>(type: "jsonb", nullable: true),
                    payers = table.Column<string>(type: "jsonb", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: true),
                    ceiling = table.Column<long>(type: "bigint", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    minimum = table.Column<long>(type: "bigint", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: false),
                    uses_in_total = table.Column<int>(type: "integer", nullable: false),
                    uses_per_buyer = table.Column<int>(type: "integer", nullable: false),
                    used = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    activated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vouchers", x => x.id);
                    table.CheckConstraint("ck_vouchers_bounds", "minimum >= 0 and (ceiling is null or ceiling > 0) and valid_from <= valid_through and uses_in_total > 0 and uses_per_buyer > 0");
                    table.CheckConstraint("ck_vouchers_named", "state = 'Draft' or (payers <> '[]' and scope is not null and num_nonnulls(percent, amount) = 1)");
                    table.CheckConstraint("ck_vouchers_used", "used >= 0 and used <= uses_in_total");
                    table.CheckConstraint("ck_vouchers_value", "percent between 1 and 100 and amount is null or percent is null and ceiling is null and (amount is null or amount > 0)");
                });

            migrationBuilder.CreateTable(
                name: "voucher_uses",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    voucher_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    given_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voucher_uses", x => x.id);
                    table.CheckConstraint("ck_voucher_uses_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_voucher_uses_purchases_purchase_id",
                        column: x => x.purchase_id,
                        principalSchema: "ordering",
                        principalTable: "purchases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_voucher_uses_vouchers_voucher_id",
                        column: x => x.voucher_id,
                        principalSchema: "ordering",
                        principalTable: "vouchers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voucher_shares",
                schema: "ordering",
                columns: table => new
                {
                    use_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payer = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voucher_shares", x => new { x.use_id, x.parcel_id, x.payer });
                    table.CheckConstraint("ck_voucher_shares_amount", "amount >= 0");
                    table.ForeignKey(
                        name: "fk_voucher_shares_voucher_uses_use_id",
                        column: x => x.use_id,
                        principalSchema: "ordering",
                        principalTable: "voucher_uses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_voucher_shares_parcel_id",
                schema: "ordering",
                table: "voucher_shares",
                column: "parcel_id");

            migrationBuilder.CreateIndex(
                name: "ix_voucher_shares_producer_id",
                schema: "ordering",
                table: "voucher_shares",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_voucher_uses_purchase_id",
                schema: "ordering",
                table: "voucher_uses",
                column: "purchase_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voucher_uses_voucher_id_at",
                schema: "ordering",
                table: "voucher_uses",
                columns: new[] { "voucher_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_vouchers_code",
                schema: "ordering",
                table: "vouchers",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vouchers_issuer_created_at",
                schema: "ordering",
                table: "vouchers",
                columns: new[] { "issuer", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "voucher_shares",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "voucher_uses",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "vouchers",
                schema: "ordering");
        }
    }
}
