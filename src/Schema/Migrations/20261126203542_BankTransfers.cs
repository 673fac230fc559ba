using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class BankTransfers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_payment_notices_source_account_external_id",
                schema: "ordering",
                table: "payment_notices");

            migrationBuilder.AddColumn<DateOnly>(
                name: "booked_on",
                schema: "ordering",
                table: "payments",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reference",
                schema: "ordering",
                table: "payments",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "booked_at",
                schema: "ordering",
                table: "payment_notices",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "note",
                schema: "ordering",
                table: "payment_notices",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "producer_id",
                schema: "ordering",
                table: "payment_notices",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "text",
                schema: "ordering",
                table: "payment_notices",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "notice_keys",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    seal = table.Column<string>(type: "text", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notice_refusals",
                schema: "ordering",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_refusals", x => new { x.day, x.source });
                });

            migrationBuilder.CreateIndex(
                name: "ix_payment_notices_producer_id_received_at",
                schema: "ordering",
                table: "payment_notices",
                columns: new[] { "producer_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_notices_source_producer_id_account_external_id",
                schema: "ordering",
                table: "payment_notices",
                columns: new[] { "source", "producer_id", "account", "external_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_notice_keys_account",
                schema: "ordering",
                table: "notice_keys",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_notice_keys_producer_id_account",
                schema: "ordering",
                table: "notice_keys",
                columns: new[] { "producer_id", "account" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notice_keys",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "notice_refusals",
                schema: "ordering");

            migrationBuilder.DropIndex(
                name: "ix_payment_notices_producer_id_received_at",
                schema: "ordering",
                table: "payment_notices");

            migrationBuilder.DropIndex(
                name: "ix_payment_notices_source_producer_id_account_external_id",
                schema: "ordering",
                table: "payment_notices");

            migrationBuilder.DropColumn(
                name: "booked_on",
                schema: "ordering",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "reference",
                schema: "ordering",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "booked_at",
                schema: "ordering",
                table: "payment_notices");

            migrationBuilder.DropColumn(
                name: "note",
                schema: "ordering",
                table: "payment_notices");

            migrationBuilder.DropColumn(
                name: "producer_id",
                schema: "ordering",
                table: "payment_notices");

            migrationBuilder.DropColumn(
                name: "text",
                schema: "ordering",
                table: "payment_notices");

            migrationBuilder.CreateIndex(
                name: "ix_payment_notices_source_account_external_id",
                schema: "ordering",
                table: "payment_notices",
                columns: new[] { "source", "account", "external_id" },
                unique: true);
        }
    }
}
