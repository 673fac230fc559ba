using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class SavedSearches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "saved_searches",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    filter = table.Column<string>(type: "jsonb", nullable: false),
                    letters = table.Column<bool>(type: "boolean", nullable: false),
                    known = table.Column<byte[]>(type: "bytea", nullable: false),
                    news_since = table.Column<DateOnly>(type: "date", nullable: true),
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
                    table.PrimaryKey("pk_saved_searches", x => x.id);
                    table.CheckConstraint("ck_saved_searches_owner", "(account is null) <> (email is null) and (account is null or confirmed_at is not null)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_saved_searches_account",
                schema: "catalog",
                table: "saved_searches",
                column: "account",
                filter: "account is not null");

            migrationBuilder.CreateIndex(
                name: "ix_saved_searches_email_asked_at",
                schema: "catalog",
                table: "saved_searches",
                columns: new[] { "email", "asked_at" },
                filter: "email is not null");

            migrationBuilder.CreateIndex(
                name: "ix_saved_searches_news_since",
                schema: "catalog",
                table: "saved_searches",
                column: "news_since",
                filter: "letters");

            migrationBuilder.CreateIndex(
                name: "ix_saved_searches_token_hash",
                schema: "catalog",
                table: "saved_searches",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "saved_searches",
                schema: "catalog");
        }
    }
}
