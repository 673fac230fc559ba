using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class FairHalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_fair_reminders_fair_id_email",
                schema: "promotion",
                table: "fair_reminders");

            migrationBuilder.AddColumn<Guid>(
                name: "session_id",
                schema: "promotion",
                table: "fair_reminders",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "fair_sessions",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    zone = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    title_vi = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    title_en = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    starts = table.Column<int>(type: "integer", nullable: false),
                    ends = table.Column<int>(type: "integer", nullable: false),
                    link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    recording = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    products = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    was_public = table.Column<bool>(type: "boolean", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_sessions", x => x.id);
                    table.CheckConstraint("ck_fair_sessions_links", "link like 'https://%' and recording like 'https://%'");
                    table.CheckConstraint("ck_fair_sessions_public", "state <> 'Confirmed' or was_public");
                    table.CheckConstraint("ck_fair_sessions_reason", "(state in ('Returned', 'Cancelled')) = (reason is not null)");
                    table.CheckConstraint("ck_fair_sessions_times", "starts >= 0 and ends > starts and ends - starts <= 480");
                    table.ForeignKey(
                        name: "fk_fair_sessions_fair_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "promotion",
                        principalTable: "fair_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_fair_sessions_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "promotion",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stalls",
                schema: "promotion",
                columns: table => new
                {
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text_vi = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: true),
                    text_en = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: true),
                    photos = table.Column<string>(type: "jsonb", nullable: false),
                    video = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    hours = table.Column<string>(type: "jsonb", nullable: false),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_down_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    taken_down_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stalls", x => x.application_id);
                    table.CheckConstraint("ck_stalls_photos", "jsonb_array_length(photos) <= 6 and video like 'https://%'");
                    table.CheckConstraint("ck_stalls_taken_down", "num_nulls(taken_down_at, taken_down_reason) in (0, 2)");
                    table.ForeignKey(
                        name: "fk_stalls_fair_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "promotion",
                        principalTable: "fair_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fair_reminders_fair_id_email_session_id",
                schema: "promotion",
                table: "fair_reminders",
                columns: new[] { "fair_id", "email", "session_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_fair_reminders_session_id",
                schema: "promotion",
                table: "fair_reminders",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_fair_sessions_application_id",
                schema: "promotion",
                table: "fair_sessions",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_fair_sessions_created_at",
                schema: "promotion",
                table: "fair_sessions",
                column: "created_at",
                filter: "state = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "ix_fair_sessions_fair_id_starts",
                schema: "promotion",
                table: "fair_sessions",
                columns: new[] { "fair_id", "starts" });

            migrationBuilder.AddForeignKey(
                name: "fk_fair_reminders_fair_sessions_session_id",
                schema: "promotion",
                table: "fair_reminders",
                column: "session_id",
                principalSchema: "promotion",
                principalTable: "fair_sessions",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
            migrationBuilder.Sql(SqlFile.Read("fair-halls"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("delete from promotion.fair_reminders where session_id is not null"); // before there were sessions a mailbox had one for each fair
            migrationBuilder.DropForeignKey(
                name: "fk_fair_reminders_fair_sessions_session_id",
                schema: "promotion",
                table: "fair_reminders");

            migrationBuilder.DropTable(
                name: "fair_sessions",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "stalls",
                schema: "promotion");

            migrationBuilder.DropIndex(
                name: "ix_fair_reminders_fair_id_email_session_id",
                schema: "promotion",
                table: "fair_reminders");

            migrationBuilder.DropIndex(
                name: "ix_fair_reminders_session_id",
                schema: "promotion",
                table: "fair_reminders");

            migrationBuilder.DropColumn(
                name: "session_id",
                schema: "promotion",
                table: "fair_reminders");

            migrationBuilder.CreateIndex(
                name: "ix_fair_reminders_fair_id_email",
                schema: "promotion",
                table: "fair_reminders",
                columns: new[] { "fair_id", "email" },
                unique: true);
        }
    }
}
