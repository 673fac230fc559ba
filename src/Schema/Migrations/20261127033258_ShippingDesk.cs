using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class ShippingDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "most_grams",
                schema: "ordering",
                table: "gift_wraps",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "picture_id",
                schema: "ordering",
                table: "gift_wraps",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "holidays",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    name_vi = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_holidays", x => x.id);
                    table.CheckConstraint("ck_holidays_days", "\"from\" <= through");
                });

            migrationBuilder.CreateTable(
                name: "packing_lists",
                schema: "ordering",
                columns: table => new
                {
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_packing_lists", x => new { x.producer_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "producer_shipping",
                schema: "ordering",
                columns: table => new
                {
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier_codes = table.Column<string>(type: "jsonb", nullable: false),
                    own_areas = table.Column<string>(type: "jsonb", nullable: false),
                    own_free_from = table.Column<long>(type: "bigint", nullable: true),
                    own_days_from = table.Column<int>(type: "integer", nullable: false),
                    own_days_through = table.Column<int>(type: "integer", nullable: false),
                    pickup = table.Column<bool>(type: "boolean", nullable: false),
                    pickup_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    pickup_hours = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    pickup_days = table.Column<string>(type: "jsonb", nullable: false),
                    until = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    stop_days = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_producer_shipping", x => x.producer_id);
                });

            migrationBuilder.CreateTable(
                name: "tariffs",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    service = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    item = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    up_to_grams = table.Column<int>(type: "integer", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    step_price = table.Column<long>(type: "bigint", nullable: false),
                    percent = table.Column<decimal>(type: "numeric(6,3)", precision: 6, scale: 3, nullable: false),
                    days_from = table.Column<int>(type: "integer", nullable: false),
                    days_through = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tariffs", x => x.id);
                    table.CheckConstraint("ck_tariffs_amounts", "up_to_grams > 0 and price >= 0 and step_price >= 0 and percent >= 0");
                    table.CheckConstraint("ck_tariffs_days", "days_from >= 0 and days_through >= days_from");
                });

            migrationBuilder.CreateIndex(
                name: "ix_holidays_from",
                schema: "ordering",
                table: "holidays",
                column: "from");

            migrationBuilder.CreateIndex(
                name: "ix_tariffs_service_valid_from_item_up_to_grams",
                schema: "ordering",
                table: "tariffs",
                columns: new[] { "service", "valid_from", "item", "up_to_grams" },
                unique: true);

            migrationBuilder.Sql(SqlFile.Read("shipping"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "holidays",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "packing_lists",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "producer_shipping",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "tariffs",
                schema: "ordering");

            migrationBuilder.DropColumn(
                name: "most_grams",
                schema: "ordering",
                table: "gift_wraps");

            migrationBuilder.DropColumn(
                name: "picture_id",
                schema: "ordering",
                table: "gift_wraps");
        }
    }
}
