using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class SentReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sent_reports",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    serial = table.Column<int>(type: "integer", nullable: false),
                    to_office = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    content = table.Column<string>(type: "json", nullable: false),
                    workbook = table.Column<byte[]>(type: "bytea", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sent_reports", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sent_reports_office_year_serial",
                schema: "registry",
                table: "sent_reports",
                columns: new[] { "office", "year", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sent_reports_to_office_at",
                schema: "registry",
                table: "sent_reports",
                columns: new[] { "to_office", "at" });

            migrationBuilder.Sql(SqlFile.Read("sent-reports"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sent_reports",
                schema: "registry");
            migrationBuilder.Sql("drop function registry.keep_sent_report;");
        }
    }
}
