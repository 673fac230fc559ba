using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class RegistryDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_products_commune_code",
                schema: "registry",
                table: "products",
                column: "commune_code");

            migrationBuilder.CreateIndex(
                name: "ix_products_name_folded",
                schema: "registry",
                table: "products",
                column: "name_folded");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_stars_id",
                schema: "registry",
                table: "certificates",
                columns: new[] { "stars", "id" });

            migrationBuilder.Sql(SqlFile.Read("registry-desk"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop index registry.ix_certificates_states, registry.ix_certificates_revoked_from, registry.ix_certificates_number_key_parts;
                drop trigger write_words on registry.producers;
                drop trigger write_words on registry.products;
                drop trigger write_words_new on registry.products;
                drop function registry.write_words_of_producers, registry.write_words_of_products;
                alter table registry.products drop column words;
                """);

            migrationBuilder.DropIndex(
                name: "ix_products_commune_code",
                schema: "registry",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_products_name_folded",
                schema: "registry",
                table: "products");

            migrationBuilder.DropIndex(
                name: "ix_certificates_stars_id",
                schema: "registry",
                table: "certificates");
        }
    }
}
