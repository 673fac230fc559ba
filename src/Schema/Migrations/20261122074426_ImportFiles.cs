using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class ImportFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "account",
                schema: "registry",
                table: "import_runs",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "explanation",
                schema: "registry",
                table: "import_runs",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "province_code",
                schema: "registry",
                table: "import_runs",
                type: "character varying(2)",
                maxLength: 2,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "import_files",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    planned = table.Column<bool>(type: "boolean", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    signature = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    layout = table.Column<string>(type: "jsonb", nullable: false),
                    totals = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    explanation = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    confirmed = table.Column<int[]>(type: "integer[]", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    worked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    report = table.Column<byte[]>(type: "bytea", nullable: true),
                    refusal = table.Column<string>(type: "text", nullable: true),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_import_files_import_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "registry",
                        principalTable: "import_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_import_files_at",
                schema: "registry",
                table: "import_files",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_import_files_run_id",
                schema: "registry",
                table: "import_files",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_files_signature_planned_at",
                schema: "registry",
                table: "import_files",
                columns: new[] { "signature", "planned", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_files",
                schema: "registry");

            migrationBuilder.DropColumn(
                name: "account",
                schema: "registry",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "explanation",
                schema: "registry",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "province_code",
                schema: "registry",
                table: "import_runs");
        }
    }
}
