using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ledger_entries",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    memo = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "statements",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    opening = table.Column<long>(type: "bigint", nullable: false),
                    closing = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statements", x => x.id);
                    table.CheckConstraint("ck_statements_month", "extract(day from \"from\") = 1 and through = (\"from\" + interval '1 month' - interval '1 day')::date");
                });

            migrationBuilder.CreateTable(
                name: "ledger_postings",
                schema: "ordering",
                columns: table => new
                {
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    party = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_postings", x => new { x.entry_id, x.position });
                    table.CheckConstraint("ck_ledger_postings_amount", "amount <> 0");
                    table.CheckConstraint("ck_ledger_postings_party", "(account = 'VoucherOwed') = (party is not null)");
                    table.ForeignKey(
                        name: "fk_ledger_postings_ledger_entries_entry_id",
                        column: x => x.entry_id,
                        principalSchema: "ordering",
                        principalTable: "ledger_entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_day_kind",
                schema: "ordering",
                table: "ledger_entries",
                columns: new[] { "day", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_key",
                schema: "ordering",
                table: "ledger_entries",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_parcel_id",
                schema: "ordering",
                table: "ledger_entries",
                column: "parcel_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_producer_id_day",
                schema: "ordering",
                table: "ledger_entries",
                columns: new[] { "producer_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_postings_producer_id_account",
                schema: "ordering",
                table: "ledger_postings",
                columns: new[] { "producer_id", "account" });

            migrationBuilder.CreateIndex(
                name: "ix_statements_number",
                schema: "ordering",
                table: "statements",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statements_producer_id_from",
                schema: "ordering",
                table: "statements",
                columns: new[] { "producer_id", "from" },
                unique: true);

            migrationBuilder.Sql(SqlFile.Read("ledger"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ledger_postings",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "statements",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "ledger_entries",
                schema: "ordering");

            migrationBuilder.Sql("drop function ordering.ledger_balances(); drop function ordering.ledger_is_append_only();");
        }
    }
}
