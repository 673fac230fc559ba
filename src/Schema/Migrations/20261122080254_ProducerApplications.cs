using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class ProducerApplications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "producer_applications",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    consent_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    consent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    consent_way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_folded = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    tax_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    registration_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    representative = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    former_place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    bank_bin = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true),
                    bank_number = table.Column<string>(type: "character varying(19)", maxLength: 19, nullable: true),
                    bank_holder = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    claimed = table.Column<Guid>(type: "uuid", nullable: true),
                    claim_answered = table.Column<bool>(type: "boolean", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    return_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    producer = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_producer_applications", x => x.id);
                    table.CheckConstraint("ck_producer_applications_consent", "(consent_by is null) = (consent_on is null) and (consent_by is null) = (consent_way is null)");
                });

            migrationBuilder.CreateTable(
                name: "producer_bank_accounts",
                schema: "registry",
                columns: table => new
                {
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bin = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    number = table.Column<string>(type: "character varying(19)", maxLength: 19, nullable: false),
                    holder = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_producer_bank_accounts", x => x.producer_id);
                });

            migrationBuilder.CreateTable(
                name: "application_papers",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    picture = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_papers", x => x.id);
                    table.ForeignKey(
                        name: "fk_application_papers_producer_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "registry",
                        principalTable: "producer_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_application_papers_application_id",
                schema: "registry",
                table: "application_papers",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_application_papers_picture",
                schema: "registry",
                table: "application_papers",
                column: "picture");

            migrationBuilder.CreateIndex(
                name: "ix_producer_applications_entered_by",
                schema: "registry",
                table: "producer_applications",
                column: "entered_by");

            migrationBuilder.CreateIndex(
                name: "ix_producer_applications_state_province_code_submitted_at",
                schema: "registry",
                table: "producer_applications",
                columns: new[] { "state", "province_code", "submitted_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "application_papers",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "producer_bank_accounts",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "producer_applications",
                schema: "registry");
        }
    }
}
