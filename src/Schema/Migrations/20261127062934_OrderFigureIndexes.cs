using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class OrderFigureIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_parcels_placed_at_producer_id",
                schema: "ordering",
                table: "parcels",
                columns: new[] { "placed_at", "producer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_parcels_waiting",
                schema: "ordering",
                table: "parcels",
                column: "producer_id",
                filter: "state in ('Placed', 'Confirmed', 'Packed')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_parcels_placed_at_producer_id",
                schema: "ordering",
                table: "parcels");

            migrationBuilder.DropIndex(
                name: "ix_parcels_waiting",
                schema: "ordering",
                table: "parcels");
        }
    }
}
