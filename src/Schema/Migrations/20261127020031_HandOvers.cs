using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class HandOvers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "absences",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    officer = table.Column<Guid>(type: "uuid", nullable: false),
                    officer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    cover = table.Column<Guid>(type: "uuid", nullable: false),
                    cover_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absences", x => x.id);
                    table.CheckConstraint("ck_absences_cover", "cover <> officer");
                    table.CheckConstraint("ck_absences_term", "through >= \"from\"");
                });

            migrationBuilder.CreateTable(
                name: "hand_overs",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    officer = table.Column<Guid>(type: "uuid", nullable: true),
                    officer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_account = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hand_overs", x => x.id);
                    table.CheckConstraint("ck_hand_overs_officer", "officer is not null or ended_at is not null");
                });

            migrationBuilder.CreateIndex(
                name: "ix_absences_cover",
                schema: "registry",
                table: "absences",
                column: "cover",
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_absences_officer_from",
                schema: "registry",
                table: "absences",
                columns: new[] { "officer", "from" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_hand_overs_kind_case_id_at",
                schema: "registry",
                table: "hand_overs",
                columns: new[] { "kind", "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_hand_overs_now",
                schema: "registry",
                table: "hand_overs",
                columns: new[] { "kind", "case_id" },
                unique: true,
                filter: "ended_at is null");

            // Notes of before name nobody to whom the report went; the last holder has a row of their own. Files on their way are of whoever brought them.
            migrationBuilder.Sql("""
                insert into registry.hand_overs (id, kind, case_id, province_code, commune_code, act, by, note, at, ended_at)
                select n.id, 'MisuseReport', r.id, r.province_code, coalesce(r.commune_code, ''), 'HandedOver', n.actor, n.text, n.at, n.at
                from registry.misuse_notes n join registry.misuse_reports r on r.id = n.report_id;

                insert into registry.hand_overs (id, kind, case_id, province_code, commune_code, act, officer, officer_name, by, by_account, at, ended_at)
                select gen_random_uuid(), 'MisuseReport', r.id, r.province_code, coalesce(r.commune_code, ''), 'Taken', r.assigned_to, r.assigned_name, 'Officer:' || left(r.assigned_name, 190), r.assigned_to,
                       coalesce((select max(n.at) from registry.misuse_notes n where n.report_id = r.id), r.at) + interval '1 millisecond', r.answered_at
                from registry.misuse_reports r where r.assigned_to is not null and r.assigned_name is not null;

                update registry.misuse_reports set state = 'New' where state = 'Working';

                insert into registry.hand_overs (id, kind, case_id, province_code, commune_code, act, officer, officer_name, by, by_account, at)
                select gen_random_uuid(), 'Import', f.id, coalesce(a.province_code, ''), coalesce(a.commune_code, ''), 'Taken', f.account, p.name, f.actor, f.account, f.at
                from registry.import_files f join accounts.appointments a on a.account_id = f.account and a.ended_at is null join accounts.accounts p on p.id = f.account
                where f.state <> 'Taken';
                """);

            migrationBuilder.DropTable(
                name: "misuse_notes",
                schema: "registry");

            migrationBuilder.DropColumn(
                name: "assigned_name",
                schema: "registry",
                table: "misuse_reports");

            migrationBuilder.DropColumn(
                name: "assigned_to",
                schema: "registry",
                table: "misuse_reports");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "hand_overs",
                schema: "registry");

            migrationBuilder.AddColumn<string>(
                name: "assigned_name",
                schema: "registry",
                table: "misuse_reports",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "assigned_to",
                schema: "registry",
                table: "misuse_reports",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "misuse_notes",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_misuse_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_misuse_notes_misuse_reports_report_id",
                        column: x => x.report_id,
                        principalSchema: "registry",
                        principalTable: "misuse_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_misuse_notes_report_id_at",
                schema: "registry",
                table: "misuse_notes",
                columns: new[] { "report_id", "at" });
        }
    }
}
