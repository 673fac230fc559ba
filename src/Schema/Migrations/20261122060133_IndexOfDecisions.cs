using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class IndexOfDecisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_certificate_entries_kind_certificate_id_at",
                schema: "registry",
                table: "certificate_entries",
                columns: new[] { "kind", "certificate_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_certificate_entries_kind_certificate_id_at",
                schema: "registry",
                table: "certificate_entries");
        }
    }
}
