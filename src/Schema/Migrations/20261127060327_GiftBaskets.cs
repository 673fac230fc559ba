using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class GiftBaskets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "gift_baskets",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    name_vi = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name_en = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    text_vi = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    text_en = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    occasions = table.Column<string>(type: "jsonb", nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    shown_from = table.Column<DateOnly>(type: "date", nullable: true),
                    shown_through = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gift_baskets", x => x.id);
                    table.CheckConstraint("ck_gift_baskets_days", "shown_from <= shown_through");
                    table.CheckConstraint("ck_gift_baskets_lines", "jsonb_array_length(lines) <= 12 and (state = 'Draft' or jsonb_array_length(lines) >= 2)");
                    table.CheckConstraint("ck_gift_baskets_public", "state = 'Draft' or num_nulls(name_en, text_vi, text_en, published_at) = 0");
                });

            migrationBuilder.CreateTable(
                name: "own_baskets",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    maker = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_baskets", x => x.id);
                    table.CheckConstraint("ck_own_baskets_lines", "jsonb_array_length(lines) between 1 and 30");
                });

            migrationBuilder.CreateIndex(
                name: "ix_gift_baskets_slug",
                schema: "catalog",
                table: "gift_baskets",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_gift_baskets_state_published_at",
                schema: "catalog",
                table: "gift_baskets",
                columns: new[] { "state", "published_at" });

            migrationBuilder.CreateIndex(
                name: "ix_own_baskets_maker",
                schema: "ordering",
                table: "own_baskets",
                column: "maker",
                filter: "maker is not null");

            migrationBuilder.CreateIndex(
                name: "ix_own_baskets_token_hash",
                schema: "ordering",
                table: "own_baskets",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_own_baskets_used_at",
                schema: "ordering",
                table: "own_baskets",
                column: "used_at");

            migrationBuilder.Sql(SqlFile.Read("gift-baskets"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "gift_baskets",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "own_baskets",
                schema: "ordering");
        }
    }
}
