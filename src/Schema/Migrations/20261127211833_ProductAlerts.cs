using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class ProductAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "product_alerts",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    token_seal = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_alerts", x => x.id);
                    table.CheckConstraint("ck_product_alerts_owner", "(account is null) <> (email is null) and (account is null or confirmed_at is not null)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_product_alerts_account",
                schema: "catalog",
                table: "product_alerts",
                column: "account",
                filter: "account is not null");

            migrationBuilder.CreateIndex(
                name: "ix_product_alerts_email_asked_at",
                schema: "catalog",
                table: "product_alerts",
                columns: new[] { "email", "asked_at" },
                filter: "email is not null");

            migrationBuilder.CreateIndex(
                name: "ix_product_alerts_product_id_account",
                schema: "catalog",
                table: "product_alerts",
                columns: new[] { "product_id", "account" },
                unique: true,
                filter: "account is not null");

            migrationBuilder.CreateIndex(
                name: "ix_product_alerts_product_id_email",
                schema: "catalog",
                table: "product_alerts",
                columns: new[] { "product_id", "email" },
                unique: true,
                filter: "email is not null");

            migrationBuilder.CreateIndex(
                name: "ix_product_alerts_token_hash",
                schema: "catalog",
                table: "product_alerts",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "product_alerts",
                schema: "catalog");
        }
    }
}
