using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class SearchEngines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                schema: "catalog",
                table: "synonyms",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddColumn<string>(
                name: "print",
                schema: "catalog",
                table: "search_documents",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "demand_keys",
                schema: "catalog",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demand_keys", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "search_runs",
                schema: "catalog",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false),
                    documents = table.Column<int>(type: "integer", nullable: false),
                    reworded = table.Column<int>(type: "integer", nullable: false),
                    missing = table.Column<int>(type: "integer", nullable: true),
                    outdated = table.Column<int>(type: "integer", nullable: true),
                    extra = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_runs", x => x.kind);
                });

            migrationBuilder.CreateTable(
                name: "unmet_searches",
                schema: "catalog",
                columns: table => new
                {
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    query = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    marked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    marks = table.Column<byte[][]>(type: "bytea[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unmet_searches", x => new { x.month, x.province_code, x.query });
                });

            migrationBuilder.Sql(SqlFile.Read("search-engines"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function catalog.notify_synonyms() cascade;");

            migrationBuilder.DropTable(
                name: "demand_keys",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "search_runs",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "unmet_searches",
                schema: "catalog");

            migrationBuilder.DropColumn(
                name: "xmin",
                schema: "catalog",
                table: "synonyms");

            migrationBuilder.DropColumn(
                name: "print",
                schema: "catalog",
                table: "search_documents");
        }
    }
}
