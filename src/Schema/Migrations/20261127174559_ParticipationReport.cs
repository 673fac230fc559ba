using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class ParticipationReport : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                schema: "promotion",
                table: "sales_points",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_hash",
                schema: "promotion",
                table: "point_reports",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.Sql(SqlFile.Read("participation-report"));

            migrationBuilder.AddCheckConstraint(
                name: "ck_sales_points_closed",
                schema: "promotion",
                table: "sales_points",
                sql: "(state = 'Closed') = (closed_at is not null)");

            migrationBuilder.CreateIndex(
                name: "ix_point_reports_token_hash",
                schema: "promotion",
                table: "point_reports",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger tell_market on promotion.fair_results");

            migrationBuilder.DropCheckConstraint(
                name: "ck_sales_points_closed",
                schema: "promotion",
                table: "sales_points");

            migrationBuilder.DropIndex(
                name: "ix_point_reports_token_hash",
                schema: "promotion",
                table: "point_reports");

            migrationBuilder.DropColumn(
                name: "closed_at",
                schema: "promotion",
                table: "sales_points");

            migrationBuilder.DropColumn(
                name: "token_hash",
                schema: "promotion",
                table: "point_reports");
        }
    }
}
