using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class CardMoney : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "session_end",
                schema: "ordering",
                table: "card_charges",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "session_try",
                schema: "ordering",
                table: "card_charges",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "card_accounts",
                schema: "ordering",
                columns: table => new
                {
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    details_submitted = table.Column<bool>(type: "boolean", nullable: false),
                    takes_transfers = table.Column<bool>(type: "boolean", nullable: false),
                    pays_out = table.Column<bool>(type: "boolean", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_accounts", x => x.producer_id);
                });

            migrationBuilder.CreateTable(
                name: "card_differences",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    theirs = table.Column<long>(type: "bigint", nullable: true),
                    ours = table.Column<long>(type: "bigint", nullable: true),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_differences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "card_disputes",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    charge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    held_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_disputes", x => x.id);
                    table.CheckConstraint("ck_card_disputes_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_card_disputes_card_charges_charge_id",
                        column: x => x.charge_id,
                        principalSchema: "ordering",
                        principalTable: "card_charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "card_moves",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    charge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    refund_id = table.Column<Guid>(type: "uuid", nullable: true),
                    intent_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    fee = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    tried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    problem = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_moves", x => x.id);
                    table.CheckConstraint("ck_card_moves_amounts", "amount > 0 and fee >= 0 and fee <= amount");
                    table.ForeignKey(
                        name: "fk_card_moves_card_charges_charge_id",
                        column: x => x.charge_id,
                        principalSchema: "ordering",
                        principalTable: "card_charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_card_accounts_account_id",
                schema: "ordering",
                table: "card_accounts",
                column: "account_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_card_differences_day",
                schema: "ordering",
                table: "card_differences",
                column: "day",
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_card_differences_reference_kind_type",
                schema: "ordering",
                table: "card_differences",
                columns: new[] { "reference", "kind", "type" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_card_disputes_charge_id",
                schema: "ordering",
                table: "card_disputes",
                column: "charge_id");

            migrationBuilder.CreateIndex(
                name: "ix_card_disputes_purchase_id",
                schema: "ordering",
                table: "card_disputes",
                column: "purchase_id");

            migrationBuilder.CreateIndex(
                name: "ix_card_moves_charge_id",
                schema: "ordering",
                table: "card_moves",
                column: "charge_id");

            migrationBuilder.CreateIndex(
                name: "ix_card_moves_due_at",
                schema: "ordering",
                table: "card_moves",
                column: "due_at",
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_card_moves_key",
                schema: "ordering",
                table: "card_moves",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_card_moves_purchase_id",
                schema: "ordering",
                table: "card_moves",
                column: "purchase_id");

            migrationBuilder.CreateIndex(
                name: "ix_card_moves_reference",
                schema: "ordering",
                table: "card_moves",
                column: "reference");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "card_accounts",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "card_differences",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "card_disputes",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "card_moves",
                schema: "ordering");

            migrationBuilder.DropColumn(
                name: "session_end",
                schema: "ordering",
                table: "card_charges");

            migrationBuilder.DropColumn(
                name: "session_try",
                schema: "ordering",
                table: "card_charges");
        }
    }
}
