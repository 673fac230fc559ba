using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class FairParticipation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fair_applications",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    group = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    products = table.Column<string>(type: "jsonb", nullable: false),
                    booths = table.Column<int>(type: "integer", nullable: false),
                    contact = table.Column<string>(type: "jsonb", nullable: false),
                    wishes = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    applied_by = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    offer_ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    eligible_products = table.Column<int>(type: "integer", nullable: false),
                    came_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    checked_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    check_in_key = table.Column<Guid>(type: "uuid", nullable: true),
                    support = table.Column<long>(type: "bigint", nullable: true),
                    support_document = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    reminders = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_applications", x => x.id);
                    table.CheckConstraint("ck_fair_applications_booths", "booths between 1 and 6 and number > 0");
                    table.CheckConstraint("ck_fair_applications_came", "(state = 'CheckedIn') = (checked_in_at is not null) and num_nulls(came_at, checked_in_at, check_in_key) in (0, 3)");
                    table.CheckConstraint("ck_fair_applications_offer", "(state = 'Offered') = (offer_ends_at is not null)");
                    table.CheckConstraint("ck_fair_applications_products", "jsonb_array_length(products) between 1 and 40");
                    table.CheckConstraint("ck_fair_applications_support", "num_nulls(support, support_document) in (0, 2) and support >= 0");
                    table.ForeignKey(
                        name: "fk_fair_applications_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "promotion",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "told_fair_changes",
                schema: "promotion",
                columns: table => new
                {
                    change = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_told_fair_changes", x => x.change);
                });

            migrationBuilder.CreateTable(
                name: "booths",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    zone = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    x = table.Column<int>(type: "integer", nullable: false),
                    y = table.Column<int>(type: "integer", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    depth = table.Column<int>(type: "integer", nullable: false),
                    fee = table.Column<long>(type: "bigint", nullable: true),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_booths", x => x.id);
                    table.CheckConstraint("ck_booths_size", "number > 0 and x between 0 and 100000 and y between 0 and 100000 and width between 50 and 100000 and depth between 50 and 100000 and fee >= 0");
                    table.ForeignKey(
                        name: "fk_booths_fair_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "promotion",
                        principalTable: "fair_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_booths_fairs_fair_id",
                        column: x => x.fair_id,
                        principalSchema: "promotion",
                        principalTable: "fairs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "fair_evidence",
                schema: "promotion",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    print = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    words = table.Column<string>(type: "jsonb", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_fair_evidence_fair_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "promotion",
                        principalTable: "fair_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "fair_results",
                schema: "promotion",
                columns: table => new
                {
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    numbers = table.Column<string>(type: "jsonb", nullable: false),
                    wishes = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    photos = table.Column<string>(type: "jsonb", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fair_results", x => x.application_id);
                    table.CheckConstraint("ck_fair_results_numbers", "(numbers ->> 'ocop')::bigint between 0 and (numbers ->> 'revenue')::bigint");
                    table.ForeignKey(
                        name: "fk_fair_results_fair_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "promotion",
                        principalTable: "fair_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_booths_application_id",
                schema: "promotion",
                table: "booths",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_booths_fair_id_zone_number",
                schema: "promotion",
                table: "booths",
                columns: new[] { "fair_id", "zone", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fair_applications_fair_id_number",
                schema: "promotion",
                table: "fair_applications",
                columns: new[] { "fair_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fair_applications_fair_id_producer_id",
                schema: "promotion",
                table: "fair_applications",
                columns: new[] { "fair_id", "producer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fair_applications_offer_ends_at",
                schema: "promotion",
                table: "fair_applications",
                column: "offer_ends_at",
                filter: "offer_ends_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_fair_applications_producer_id",
                schema: "promotion",
                table: "fair_applications",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_fair_evidence_application_id",
                schema: "promotion",
                table: "fair_evidence",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_fair_evidence_print",
                schema: "promotion",
                table: "fair_evidence",
                column: "print",
                unique: true);
            migrationBuilder.Sql(SqlFile.Read("participation"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "booths",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "fair_evidence",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "fair_results",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "told_fair_changes",
                schema: "promotion");

            migrationBuilder.DropTable(
                name: "fair_applications",
                schema: "promotion");
        }
    }
}
