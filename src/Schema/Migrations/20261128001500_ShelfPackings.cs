using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OcopMarket.Platform.Data;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(MarketDbContext))]
    [Migration("20261128001500_ShelfPackings")]
    public partial class ShelfPackings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SqlFile.Read("shelf-packings"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function catalog.shelf_packings(uuid[], date)");
        }
    }
}
