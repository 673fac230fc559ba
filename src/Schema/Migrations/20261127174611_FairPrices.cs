using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class FairPrices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "fair_sequence",
                schema: "ordering",
                table: "parcels",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "dated_price_id",
                schema: "ordering",
                table: "parcel_lines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "fair_id",
                schema: "ordering",
                table: "parcel_lines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "list_price",
                schema: "ordering",
                table: "parcel_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "payer_kind",
                schema: "ordering",
                table: "parcel_lines",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "payer_name",
                schema: "ordering",
                table: "parcel_lines",
                type: "character varying(160)",
                maxLength: 160,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "payer_per_piece",
                schema: "ordering",
                table: "parcel_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "fair_id",
                schema: "ordering",
                table: "cart_lines",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "dated_prices",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    per_piece = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    payer_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    payer_name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    most_pieces = table.Column<int>(type: "integer", nullable: true),
                    sold = table.Column<int>(type: "integer", nullable: false),
                    fair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fair_slug = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    fair_name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    fair_name_en = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    fair_sequence = table.Column<int>(type: "integer", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: true),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_because = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dated_prices", x => x.id);
                    table.CheckConstraint("ck_dated_prices_amounts", "price > 0 and per_piece > 0");
                    table.CheckConstraint("ck_dated_prices_days", "\"from\" <= through");
                    table.CheckConstraint("ck_dated_prices_end", "(withdrawn_at is null) = (ended_because is null)");
                    table.CheckConstraint("ck_dated_prices_payer", "(payer_kind = 'Producer') = (payer_name is null) and (payer_kind = 'Producer' or most_pieces is not null)");
                    table.CheckConstraint("ck_dated_prices_sold", "sold >= 0 and most_pieces > 0 and (most_pieces is null or sold <= most_pieces)");
                    table.ForeignKey(
                        name: "fk_dated_prices_variants_variant_id",
                        column: x => x.variant_id,
                        principalSchema: "catalog",
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_parcels_booths",
                schema: "ordering",
                table: "parcels",
                column: "service",
                filter: "service like 'tai-gian-hang:%'");

            migrationBuilder.CreateIndex(
                name: "ix_parcel_lines_dated_price_id",
                schema: "ordering",
                table: "parcel_lines",
                column: "dated_price_id",
                filter: "dated_price_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_parcel_lines_fair_id",
                schema: "ordering",
                table: "parcel_lines",
                column: "fair_id",
                filter: "fair_id is not null");

            migrationBuilder.Sql("update ordering.parcel_lines set list_price = price"); // until now there was one price

            migrationBuilder.AddCheckConstraint(
                name: "ck_parcel_lines_list_price",
                schema: "ordering",
                table: "parcel_lines",
                sql: "list_price >= price and payer_per_piece between 0 and list_price - price and num_nulls(dated_price_id, payer_kind) in (0, 2)");

            migrationBuilder.CreateIndex(
                name: "ix_dated_prices_fair_id_producer_id",
                schema: "catalog",
                table: "dated_prices",
                columns: new[] { "fair_id", "producer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_dated_prices_variant_id",
                schema: "catalog",
                table: "dated_prices",
                column: "variant_id");

            migrationBuilder.Sql(SqlFile.Read("dated-prices"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SqlFile.Read("listing-desk").Split("-- How a producer")[0]); // the rule as it was
            migrationBuilder.Sql("drop function catalog.dated_prices_on(date)");

            migrationBuilder.DropTable(
                name: "dated_prices",
                schema: "catalog");

            migrationBuilder.DropIndex(
                name: "ix_parcels_booths",
                schema: "ordering",
                table: "parcels");

            migrationBuilder.DropIndex(
                name: "ix_parcel_lines_dated_price_id",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropIndex(
                name: "ix_parcel_lines_fair_id",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropCheckConstraint(
                name: "ck_parcel_lines_list_price",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropColumn(
                name: "fair_sequence",
                schema: "ordering",
                table: "parcels");

            migrationBuilder.DropColumn(
                name: "dated_price_id",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropColumn(
                name: "fair_id",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropColumn(
                name: "list_price",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropColumn(
                name: "payer_kind",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropColumn(
                name: "payer_name",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropColumn(
                name: "payer_per_piece",
                schema: "ordering",
                table: "parcel_lines");

            migrationBuilder.DropColumn(
                name: "fair_id",
                schema: "ordering",
                table: "cart_lines");
        }
    }
}
