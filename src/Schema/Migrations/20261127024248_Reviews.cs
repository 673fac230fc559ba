using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Reviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "abuse_reports",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    judged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_abuse_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "questions",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    hidden_because = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    hidden_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "review_summaries",
                schema: "catalog",
                columns: table => new
                {
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scores = table.Column<int[]>(type: "integer[]", nullable: false),
                    questions = table.Column<int>(type: "integer", nullable: false),
                    shown = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_summaries", x => x.product_id);
                    table.CheckConstraint("ck_review_summaries_scores", "cardinality(scores) = 5");
                });

            migrationBuilder.CreateTable(
                name: "reviews",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    packing = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    change_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: true),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    photos = table.Column<string>(type: "jsonb", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    taken_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    hidden_because = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    hidden_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews", x => x.id);
                    table.CheckConstraint("ck_reviews_score", "score between 1 and 5");
                });

            migrationBuilder.CreateIndex(
                name: "ix_abuse_reports_open",
                schema: "catalog",
                table: "abuse_reports",
                column: "at",
                filter: "judged_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_abuse_reports_subject",
                schema: "catalog",
                table: "abuse_reports",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_questions_account",
                schema: "catalog",
                table: "questions",
                column: "account",
                filter: "account is not null");

            migrationBuilder.CreateIndex(
                name: "ix_questions_product_id_answered_at",
                schema: "catalog",
                table: "questions",
                columns: new[] { "product_id", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_questions_unanswered",
                schema: "catalog",
                table: "questions",
                columns: new[] { "producer_id", "at" },
                filter: "answered_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_account",
                schema: "catalog",
                table: "reviews",
                column: "account",
                filter: "account is not null");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_line_role",
                schema: "catalog",
                table: "reviews",
                columns: new[] { "line", "role" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_product_id_at",
                schema: "catalog",
                table: "reviews",
                columns: new[] { "product_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_unanswered",
                schema: "catalog",
                table: "reviews",
                columns: new[] { "producer_id", "at" },
                filter: "answered_at is null and taken_back_at is null");

            migrationBuilder.Sql(SqlFile.Read("reviews"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "abuse_reports",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "questions",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "review_summaries",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "reviews",
                schema: "catalog");
        }
    }
}
