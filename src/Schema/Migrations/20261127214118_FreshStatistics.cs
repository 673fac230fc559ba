using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class FreshStatistics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Too small for autovacuum ever to look at them: without figures the Offer rule was planned for a sixtieth of its rows.
            migrationBuilder.Sql("analyze catalog.set_kinds; analyze registry.required_licences;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
