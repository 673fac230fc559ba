using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class ListingDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "height_mm",
                schema: "catalog",
                table: "variants",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "length_mm",
                schema: "catalog",
                table: "variants",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "low_stock",
                schema: "catalog",
                table: "variants",
                type: "integer",
                nullable: false,
                defaultValue: 3);

            migrationBuilder.AddColumn<int>(
                name: "weight_grams",
                schema: "catalog",
                table: "variants",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "width_mm",
                schema: "catalog",
                table: "variants",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "withdrawn",
                schema: "catalog",
                table: "variants",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "claims_en",
                schema: "catalog",
                table: "listings",
                type: "character varying(600)",
                maxLength: 600,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "claims_vi",
                schema: "catalog",
                table: "listings",
                type: "character varying(600)",
                maxLength: 600,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "cold",
                schema: "catalog",
                table: "listings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "daily_capacity",
                schema: "catalog",
                table: "listings",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "delivers_to",
                schema: "catalog",
                table: "listings",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "fragile",
                schema: "catalog",
                table: "listings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                schema: "catalog",
                table: "listings",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Parcel");

            migrationBuilder.AddColumn<string>(
                name: "label",
                schema: "catalog",
                table: "listings",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "making_days",
                schema: "catalog",
                table: "listings",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "photos",
                schema: "catalog",
                table: "listings",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "restore_to",
                schema: "catalog",
                table: "listings",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "closures",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closures", x => x.id);
                    table.CheckConstraint("ck_closures_days", "\"from\" <= through");
                });

            migrationBuilder.CreateTable(
                name: "listing_revisions",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    begun_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reasons = table.Column<string>(type: "jsonb", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_listing_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_listing_revisions_listings_listing_id",
                        column: x => x.listing_id,
                        principalSchema: "catalog",
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "set_kinds",
                schema: "catalog",
                columns: table => new
                {
                    set = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_set_kinds", x => new { x.set, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "stock_entries",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    change = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_entries", x => x.id);
                    table.CheckConstraint("ck_stock_entries_after", "after >= 0");
                    table.ForeignKey(
                        name: "fk_stock_entries_variants_variant_id",
                        column: x => x.variant_id,
                        principalSchema: "catalog",
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "take_downs",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decide_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    outcome_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_take_downs", x => x.id);
                    table.ForeignKey(
                        name: "fk_take_downs_listings_listing_id",
                        column: x => x.listing_id,
                        principalSchema: "catalog",
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                schema: "catalog",
                table: "set_kinds",
                columns: new[] { "kind", "set" },
                values: new object[,]
                {
                    { "Parcel", 1 },
                    { "Pickup", 1 },
                    { "Parcel", 2 },
                    { "Pickup", 2 },
                    { "Parcel", 3 },
                    { "Pickup", 3 },
                    { "Parcel", 4 },
                    { "Pickup", 4 },
                    { "Parcel", 5 },
                    { "Pickup", 5 },
                    { "Parcel", 6 },
                    { "Pickup", 6 },
                    { "Parcel", 7 },
                    { "Pickup", 7 },
                    { "Parcel", 8 },
                    { "Pickup", 8 },
                    { "Parcel", 9 },
                    { "Pickup", 9 },
                    { "Parcel", 10 },
                    { "Pickup", 10 },
                    { "Parcel", 11 },
                    { "Pickup", 11 },
                    { "Parcel", 12 },
                    { "Pickup", 12 },
                    { "Parcel", 13 },
                    { "Pickup", 13 },
                    { "Parcel", 14 },
                    { "Pickup", 14 },
                    { "Parcel", 15 },
                    { "Pickup", 15 },
                    { "Parcel", 16 },
                    { "Pickup", 16 },
                    { "Parcel", 17 },
                    { "Pickup", 17 },
                    { "Information", 18 },
                    { "Parcel", 18 },
                    { "Pickup", 18 },
                    { "Parcel", 19 },
                    { "Pickup", 19 },
                    { "Parcel", 20 },
                    { "Pickup", 20 },
                    { "Parcel", 21 },
                    { "Pickup", 21 },
                    { "Parcel", 22 },
                    { "Pickup", 22 },
                    { "Parcel", 23 },
                    { "Pickup", 23 },
                    { "Pickup", 24 },
                    { "Pickup", 25 },
                    { "Contact", 26 }
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_variants_parcel",
                schema: "catalog",
                table: "variants",
                sql: "weight_grams > 0 and length_mm > 0 and width_mm > 0 and height_mm > 0");

            migrationBuilder.CreateIndex(
                name: "ix_closures_producer_id_from",
                schema: "catalog",
                table: "closures",
                columns: new[] { "producer_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_listing_revisions_listing_id_number",
                schema: "catalog",
                table: "listing_revisions",
                columns: new[] { "listing_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_listing_revisions_open",
                schema: "catalog",
                table: "listing_revisions",
                column: "listing_id",
                unique: true,
                filter: "state in ('Draft', 'InReview')");

            migrationBuilder.CreateIndex(
                name: "ix_listing_revisions_waiting",
                schema: "catalog",
                table: "listing_revisions",
                column: "submitted_at",
                filter: "state = 'InReview'");

            migrationBuilder.CreateIndex(
                name: "ix_stock_entries_variant_id_id",
                schema: "catalog",
                table: "stock_entries",
                columns: new[] { "variant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_take_downs_listing_id_at",
                schema: "catalog",
                table: "take_downs",
                columns: new[] { "listing_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_take_downs_open",
                schema: "catalog",
                table: "take_downs",
                column: "decide_by",
                filter: "outcome is null");

            migrationBuilder.Sql(SqlFile.Read("listing-desk"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop view registry.producer_facts;
                drop function catalog.offers(date);
                drop trigger tell_market on catalog.listings;
                drop trigger tell_market_new on catalog.variants;
                drop trigger tell_market on catalog.variants;
                """);

            migrationBuilder.DropTable(
                name: "closures",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "listing_revisions",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "set_kinds",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "stock_entries",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "take_downs",
                schema: "catalog");

            migrationBuilder.DropCheckConstraint(
                name: "ck_variants_parcel",
                schema: "catalog",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "height_mm",
                schema: "catalog",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "length_mm",
                schema: "catalog",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "low_stock",
                schema: "catalog",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "weight_grams",
                schema: "catalog",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "width_mm",
                schema: "catalog",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "withdrawn",
                schema: "catalog",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "claims_en",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "claims_vi",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "cold",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "daily_capacity",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "delivers_to",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "fragile",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "kind",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "label",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "making_days",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "photos",
                schema: "catalog",
                table: "listings");

            migrationBuilder.DropColumn(
                name: "restore_to",
                schema: "catalog",
                table: "listings");

            migrationBuilder.Sql(SqlFile.Read("initial-catalog"));
        }
    }
}
