using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class CertificateOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_certificates_issued_on",
                schema: "registry",
                table: "certificates");

            migrationBuilder.DropIndex(
                name: "ix_certificates_stars_id",
                schema: "registry",
                table: "certificates");

            migrationBuilder.Sql(SqlFile.Read("certificate-orders"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create index ix_certificates_end on registry.certificates (upper(effective));
                drop index registry.ix_certificates_by_issue, registry.ix_certificates_by_end, registry.ix_certificates_by_stars;
                """);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_issued_on",
                schema: "registry",
                table: "certificates",
                column: "issued_on");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_stars_id",
                schema: "registry",
                table: "certificates",
                columns: new[] { "stars", "id" });
        }
    }
}
