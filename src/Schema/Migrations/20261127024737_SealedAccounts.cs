using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class SealedAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "number",
                schema: "registry",
                table: "producer_bank_accounts",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(19)",
                oldMaxLength: 19);

            migrationBuilder.AlterColumn<string>(
                name: "bank_number",
                schema: "registry",
                table: "producer_applications",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(19)",
                oldMaxLength: 19,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "account",
                schema: "ordering",
                table: "payment_notices",
                type: "character varying(80)",
                maxLength: 80,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(40)",
                oldMaxLength: 40);

            migrationBuilder.AlterColumn<string>(
                name: "account",
                schema: "ordering",
                table: "notice_keys",
                type: "character varying(80)",
                maxLength: 80,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(40)",
                oldMaxLength: 40);

            migrationBuilder.AddColumn<string>(
                name: "ending",
                schema: "ordering",
                table: "notice_keys",
                type: "character varying(4)",
                maxLength: 4,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid[]>(
                name: "pictures",
                schema: "registry",
                table: "misuse_reports",
                type: "uuid[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.CreateTable(
                name: "market_keys",
                schema: "platform",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    seal = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_market_keys", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_misuse_reports_pictures",
                schema: "registry",
                table: "misuse_reports",
                column: "pictures")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "market_keys",
                schema: "platform");

            migrationBuilder.DropIndex(
                name: "ix_misuse_reports_pictures",
                schema: "registry",
                table: "misuse_reports");

            migrationBuilder.DropColumn(
                name: "ending",
                schema: "ordering",
                table: "notice_keys");

            migrationBuilder.DropColumn(
                name: "pictures",
                schema: "registry",
                table: "misuse_reports");

            migrationBuilder.AlterColumn<string>(
                name: "number",
                schema: "registry",
                table: "producer_bank_accounts",
                type: "character varying(19)",
                maxLength: 19,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400);

            migrationBuilder.AlterColumn<string>(
                name: "bank_number",
                schema: "registry",
                table: "producer_applications",
                type: "character varying(19)",
                maxLength: 19,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "account",
                schema: "ordering",
                table: "payment_notices",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(80)",
                oldMaxLength: 80);

            migrationBuilder.AlterColumn<string>(
                name: "account",
                schema: "ordering",
                table: "notice_keys",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(80)",
                oldMaxLength: 80);
        }
    }
}
