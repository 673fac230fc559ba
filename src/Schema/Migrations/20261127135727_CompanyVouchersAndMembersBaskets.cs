using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class CompanyVouchersAndMembersBaskets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "account",
                schema: "ordering",
                table: "own_baskets",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_seal",
                schema: "ordering",
                table: "own_baskets",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "street",
                schema: "ordering",
                table: "corporate_recipients",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200);

            migrationBuilder.AlterColumn<string>(
                name: "phone",
                schema: "ordering",
                table: "corporate_recipients",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20);

            migrationBuilder.AlterColumn<string>(
                name: "commune_code",
                schema: "ordering",
                table: "corporate_recipients",
                type: "character varying(5)",
                maxLength: 5,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(5)",
                oldMaxLength: 5);

            migrationBuilder.AddColumn<string>(
                name: "email",
                schema: "ordering",
                table: "corporate_recipients",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "voucher_code",
                schema: "ordering",
                table: "corporate_orders",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_own_baskets_account",
                schema: "ordering",
                table: "own_baskets",
                column: "account",
                filter: "account is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_own_baskets_member",
                schema: "ordering",
                table: "own_baskets",
                sql: "(account is null) = (token_seal is null)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_corporate_recipients_address",
                schema: "ordering",
                table: "corporate_recipients",
                sql: "(street is null) = (commune_code is null) and (street is null or phone is not null)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_own_baskets_account",
                schema: "ordering",
                table: "own_baskets");

            migrationBuilder.DropCheckConstraint(
                name: "ck_own_baskets_member",
                schema: "ordering",
                table: "own_baskets");

            migrationBuilder.DropCheckConstraint(
                name: "ck_corporate_recipients_address",
                schema: "ordering",
                table: "corporate_recipients");

            migrationBuilder.DropColumn(
                name: "account",
                schema: "ordering",
                table: "own_baskets");

            migrationBuilder.DropColumn(
                name: "token_seal",
                schema: "ordering",
                table: "own_baskets");

            migrationBuilder.DropColumn(
                name: "email",
                schema: "ordering",
                table: "corporate_recipients");

            migrationBuilder.DropColumn(
                name: "voucher_code",
                schema: "ordering",
                table: "corporate_orders");

            migrationBuilder.AlterColumn<string>(
                name: "street",
                schema: "ordering",
                table: "corporate_recipients",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "phone",
                schema: "ordering",
                table: "corporate_recipients",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "commune_code",
                schema: "ordering",
                table: "corporate_recipients",
                type: "character varying(5)",
                maxLength: 5,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(5)",
                oldMaxLength: 5,
                oldNullable: true);
        }
    }
}
