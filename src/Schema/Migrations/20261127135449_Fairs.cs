using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Fairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "promotion");

            migrationBuilder.CreateTable(
                name: "fairs",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    office_province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    office_commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_vi = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    name_en = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    theme_vi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    theme_en = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    text_vi = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    text_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    series = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    edition = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    organiser = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    co_organisers = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    website = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    registration = table.Column<string>(type: "jsonb", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    opens = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    closes = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    closed_days = table.Column<string>(type: "jsonb", nullable: false),
                    other_hours = table.Column<string>(type: "jsonb", nullable: false),
                    venue = table.Column<string>(type: "jsonb", nullable: false),
                    was = table.Column<string>(type: "jsonb", nullable: true),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    zones = table.Column<string>(type: "jsonb", nullable: false),
                    programme = table.Column<string>(type: "jsonb", nullable: false),
                    planned_booths = table.Column<int>(type: "integer", nullable: true),
                    booth_fee = table.Column<long>(type: "bigint", nullable: true),
                    support_percent = table.Column<int>(type: "integer", nullable: false),
                    apply_from = table.Column<DateOnly>(type: "date", nullable: true),
                    apply_through = table.Column<DateOnly>(type: "date", nullable: true),
                    offer_hours = table.Column<int>(type: "integer", nullable: false),
                    quotas = table.Column<string>(type: "jsonb", nullable: false),
                    pictures = table.Column<string>(type: "jsonb", nullable: false),
                    after_vi = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    after_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    after_pictures = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    announced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fairs", x => x.id);
                    table.CheckConstraint("ck_fairs_applications", "num_nulls(apply_from, apply_through) in (0, 2) and apply_from <= apply_through and apply_through < \"from\"");
                    table.CheckConstraint("ck_fairs_days", "\"from\" <= through and through - \"from\" < 366");
                    table.CheckConstraint("ck_fairs_public", "state = 'Draft' or (announced_at is not null and organiser <> '')");
                    table.CheckConstraint("ck_fairs_support", "support_percent between 0 and 100 and booth_fee >= 0 and offer_hours between 1 and 720 and planned_booths > 0");
                });

            migrationBuilder.CreateTable(
                name: "fair_changes",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    fair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    reason_vi = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    reason_en = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_changes", x => x.id);
                    table.CheckConstraint("ck_fair_changes_reason", "kind not in ('Moved', 'Postponed', 'Cancelled') or reason_vi is not null");
                    table.CheckConstraint("ck_fair_changes_terms", "num_nulls(before, after) in (0, 2) and (kind <> 'Moved' or before is not null)");
                    table.ForeignKey(
                        name: "fk_fair_changes_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "promotion",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "fair_reminders",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    token_seal = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reminded_of = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_reminders", x => x.id);
                    table.ForeignKey(
                        name: "fk_fair_reminders_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "promotion",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fair_changes_fair_id_id",
                schema: "promotion",
                table: "fair_changes",
                columns: new[] { "fair_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_fair_reminders_email_asked_at",
                schema: "promotion",
                table: "fair_reminders",
                columns: new[] { "email", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_fair_reminders_fair_id_email",
                schema: "promotion",
                table: "fair_reminders",
                columns: new[] { "fair_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fair_reminders_token_hash",
                schema: "promotion",
                table: "fair_reminders",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fairs_changed_at",
                schema: "promotion",
                table: "fairs",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "ix_fairs_series",
                schema: "promotion",
                table: "fairs",
                column: "series",
                filter: "series is not null");

            migrationBuilder.CreateIndex(
                name: "ix_fairs_slug",
                schema: "promotion",
                table: "fairs",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fairs_through_from",
                schema: "promotion",
                table: "fairs",
                columns: new[] { "through", "from" });

            migrationBuilder.Sql(SqlFile.Read("fairs"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fair_changes",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "fair_reminders",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "fairs",
                schema: "promotion");
        }
    }
}
