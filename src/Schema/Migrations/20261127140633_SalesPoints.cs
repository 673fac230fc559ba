using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class SalesPoints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "province_criteria",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text_vi = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    text_en = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    measure = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    least = table.Column<int>(type: "integer", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_province_criteria", x => x.id);
                    table.CheckConstraint("ck_province_criteria_days", "\"from\" <= through");
                    table.CheckConstraint("ck_province_criteria_least", "(measure = 'None') = (least is null) and (least is null or least > 0)");
                });

            migrationBuilder.CreateTable(
                name: "sales_points",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    name_key = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    place_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    street = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    @operator = table.Column<string>(name: "operator", type: "character varying(300)", maxLength: 300, nullable: false),
                    owner = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    funder = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    manager = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    area_square_metres = table.Column<int>(type: "integer", nullable: true),
                    text_vi = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    text_en = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    hours = table.Column<string>(type: "jsonb", nullable: false),
                    timetable = table.Column<string>(type: "jsonb", nullable: false),
                    other_goods = table.Column<string>(type: "jsonb", nullable: false),
                    photos = table.Column<string>(type: "jsonb", nullable: false),
                    ocop_street = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    ocop_street_slug = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    support = table.Column<string>(type: "jsonb", nullable: false),
                    recognition = table.Column<string>(type: "jsonb", nullable: true),
                    next_review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    illustrative = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_points", x => x.id);
                    table.CheckConstraint("ck_sales_points_area", "area_square_metres > 0");
                    table.CheckConstraint("ck_sales_points_pin", "latitude between -90 and 90 and longitude between -180 and 180");
                    table.CheckConstraint("ck_sales_points_reason", "state not in ('Suspended', 'Closed') or state_reason is not null");
                    table.CheckConstraint("ck_sales_points_recognised", "state in ('Proposed', 'Surveyed', 'Closed') or recognition is not null");
                });

            migrationBuilder.CreateTable(
                name: "keeper_invitations",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    point_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_keeper_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_keeper_invitations_sales_points_point_id",
                        column: x => x.point_id,
                        principalSchema: "promotion",
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "point_periods",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    point_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    quarter = table.Column<int>(type: "integer", nullable: false),
                    products = table.Column<int>(type: "integer", nullable: false),
                    revenue = table.Column<long>(type: "bigint", nullable: false),
                    visitors = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_point_periods", x => x.id);
                    table.CheckConstraint("ck_point_periods_numbers", "quarter between 1 and 4 and products >= 0 and revenue >= 0 and visitors >= 0 and events >= 0");
                    table.ForeignKey(
                        name: "fk_point_periods_sales_points_point_id",
                        column: x => x.point_id,
                        principalSchema: "promotion",
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "point_reports",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    point_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    contact = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_point_reports", x => x.id);
                    table.CheckConstraint("ck_point_reports_answer", "(answer is null) = (answered_at is null)");
                    table.ForeignKey(
                        name: "fk_point_reports_sales_points_point_id",
                        column: x => x.point_id,
                        principalSchema: "promotion",
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "point_surveys",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    point_id = table.Column<Guid>(type: "uuid", nullable: false),
                    criteria = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    of_province = table.Column<string>(type: "jsonb", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_point_surveys", x => x.id);
                    table.ForeignKey(
                        name: "fk_point_surveys_sales_points_point_id",
                        column: x => x.point_id,
                        principalSchema: "promotion",
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sales_point_keepers",
                schema: "promotion",
                columns: table => new
                {
                    point_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_point_keepers", x => new { x.account_id, x.point_id });
                    table.ForeignKey(
                        name: "fk_sales_point_keepers_sales_points_point_id",
                        column: x => x.point_id,
                        principalSchema: "promotion",
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shelf_items",
                schema: "promotion",
                columns: table => new
                {
                    point_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shelf_items", x => new { x.point_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_shelf_items_sales_points_point_id",
                        column: x => x.point_id,
                        principalSchema: "promotion",
                        principalTable: "sales_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_keeper_invitations_point_id",
                schema: "promotion",
                table: "keeper_invitations",
                column: "point_id");

            migrationBuilder.CreateIndex(
                name: "ix_point_periods_point_id_year_quarter",
                schema: "promotion",
                table: "point_periods",
                columns: new[] { "point_id", "year", "quarter" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_point_reports_number",
                schema: "promotion",
                table: "point_reports",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_point_reports_point_id_answered_at",
                schema: "promotion",
                table: "point_reports",
                columns: new[] { "point_id", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_point_surveys_point_id_started_at",
                schema: "promotion",
                table: "point_surveys",
                columns: new[] { "point_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ux_point_surveys_one_open",
                schema: "promotion",
                table: "point_surveys",
                column: "point_id",
                unique: true,
                filter: "finished_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_province_criteria_province_code_from",
                schema: "promotion",
                table: "province_criteria",
                columns: new[] { "province_code", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_point_keepers_point_id",
                schema: "promotion",
                table: "sales_point_keepers",
                column: "point_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_points_commune_code_name_key",
                schema: "promotion",
                table: "sales_points",
                columns: new[] { "commune_code", "name_key" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_points_province_code_state",
                schema: "promotion",
                table: "sales_points",
                columns: new[] { "province_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_points_slug",
                schema: "promotion",
                table: "sales_points",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shelf_items_product_id",
                schema: "promotion",
                table: "shelf_items",
                column: "product_id");

            migrationBuilder.Sql(SqlFile.Read("sales-points"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "keeper_invitations",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "point_periods",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "point_reports",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "point_surveys",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "province_criteria",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "sales_point_keepers",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "shelf_items",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "sales_points",
                schema: "promotion");
        }
    }
}
