using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Returns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "complaints",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    return_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    office_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    for_buyer = table.Column<bool>(type: "boolean", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaints", x => x.id);
                    table.ForeignKey(
                        name: "fk_complaints_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalSchema: "ordering",
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "returns",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    parcel_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    pieces = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    offered = table.Column<string>(type: "jsonb", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_returns", x => x.id);
                    table.ForeignKey(
                        name: "fk_returns_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalSchema: "ordering",
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wrong_sales",
                schema: "ordering",
                columns: table => new
                {
                    purchase_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wrong_sales", x => new { x.purchase_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_wrong_sales_purchases_purchase_id",
                        column: x => x.purchase_id,
                        principalSchema: "ordering",
                        principalTable: "purchases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "complaint_messages",
                schema: "ordering",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    text = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_complaint_messages_complaints_complaint_id",
                        column: x => x.complaint_id,
                        principalSchema: "ordering",
                        principalTable: "complaints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "return_pictures",
                schema: "ordering",
                columns: table => new
                {
                    return_id = table.Column<Guid>(type: "uuid", nullable: false),
                    picture = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_pictures", x => new { x.return_id, x.picture });
                    table.ForeignKey(
                        name: "fk_return_pictures_returns_return_id",
                        column: x => x.return_id,
                        principalSchema: "ordering",
                        principalTable: "returns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_messages_complaint_id_at",
                schema: "ordering",
                table: "complaint_messages",
                columns: new[] { "complaint_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_answer_by",
                schema: "ordering",
                table: "complaints",
                column: "answer_by",
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_number",
                schema: "ordering",
                table: "complaints",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_complaints_parcel_id_by",
                schema: "ordering",
                table: "complaints",
                columns: new[] { "parcel_id", "by" },
                unique: true,
                filter: "state in ('Open', 'Office')");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_producer_id_state",
                schema: "ordering",
                table: "complaints",
                columns: new[] { "producer_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_province_code_state_filed_at",
                schema: "ordering",
                table: "complaints",
                columns: new[] { "province_code", "state", "filed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_return_pictures_picture",
                schema: "ordering",
                table: "return_pictures",
                column: "picture");

            migrationBuilder.CreateIndex(
                name: "ix_returns_answer_by",
                schema: "ordering",
                table: "returns",
                column: "answer_by",
                filter: "state = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "ix_returns_parcel_id",
                schema: "ordering",
                table: "returns",
                column: "parcel_id",
                unique: true,
                filter: "state in ('Asked', 'Offered', 'SendBack', 'Office')");

            migrationBuilder.CreateIndex(
                name: "ix_returns_producer_id_state",
                schema: "ordering",
                table: "returns",
                columns: new[] { "producer_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "complaint_messages",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "return_pictures",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "wrong_sales",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "complaints",
                schema: "ordering");

            migrationBuilder.DropTable(
                name: "returns",
                schema: "ordering");
        }
    }
}
