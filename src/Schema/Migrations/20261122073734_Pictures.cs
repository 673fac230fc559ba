using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Pictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pictures",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    @private = table.Column<bool>(name: "private", type: "boolean", nullable: false),
                    original_size = table.Column<long>(type: "bigint", nullable: false),
                    original_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    colour = table.Column<string>(type: "character(6)", fixedLength: true, maxLength: 6, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    unused_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pictures", x => x.id);
                    table.CheckConstraint("ck_pictures_sides", "width > 0 and height > 0");
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    @private = table.Column<bool>(name: "private", type: "boolean", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    picture_id = table.Column<Guid>(type: "uuid", nullable: true),
                    refusal_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    refusal_values = table.Column<long[]>(type: "bigint[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploads", x => x.id);
                    table.CheckConstraint("ck_uploads_received", "received between 0 and size");
                });

            migrationBuilder.CreateIndex(
                name: "ix_pictures_made_by_made_at",
                schema: "platform",
                table: "pictures",
                columns: new[] { "made_by", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_pictures_sha256",
                schema: "platform",
                table: "pictures",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ix_uploads_account_id",
                schema: "platform",
                table: "uploads",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_uploads_moved_at",
                schema: "platform",
                table: "uploads",
                column: "moved_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pictures",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "uploads",
                schema: "platform");
        }
    }
}
