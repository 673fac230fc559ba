using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class AddressAsks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "email",
                schema: "ordering",
                table: "recipients",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "address_ask_id",
                schema: "ordering",
                table: "parcels",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "address_asks",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    token_seal = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    remind_on = table.Column<DateOnly>(type: "date", nullable: true),
                    filled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outside_province = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_address_asks", x => x.id);
                    table.ForeignKey(
                        name: "fk_address_asks_purchases_purchase_id",
                        column: x => x.purchase_id,
                        principalSchema: "ordering",
                        principalTable: "purchases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_parcels_address_ask_id",
                schema: "ordering",
                table: "parcels",
                column: "address_ask_id");

            migrationBuilder.CreateIndex(
                name: "ix_address_asks_purchase_id",
                schema: "ordering",
                table: "address_asks",
                column: "purchase_id");

            migrationBuilder.CreateIndex(
                name: "ix_address_asks_remind_on",
                schema: "ordering",
                table: "address_asks",
                column: "remind_on");

            migrationBuilder.CreateIndex(
                name: "ix_address_asks_token_hash",
                schema: "ordering",
                table: "address_asks",
                column: "token_hash",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_parcels_address_asks_address_ask_id",
                schema: "ordering",
                table: "parcels",
                column: "address_ask_id",
                principalSchema: "ordering",
                principalTable: "address_asks",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_parcels_address_asks_address_ask_id",
                schema: "ordering",
                table: "parcels");

            migrationBuilder.DropTable(
                name: "address_asks",
                schema: "ordering");

            migrationBuilder.DropIndex(
                name: "ix_parcels_address_ask_id",
                schema: "ordering",
                table: "parcels");

            migrationBuilder.DropColumn(
                name: "email",
                schema: "ordering",
                table: "recipients");

            migrationBuilder.DropColumn(
                name: "address_ask_id",
                schema: "ordering",
                table: "parcels");
        }
    }
}
