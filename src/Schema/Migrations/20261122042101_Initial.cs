using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace OcopMarket.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "platform");

            migrationBuilder.EnsureSchema(
                name: "registry");

            migrationBuilder.EnsureSchema(
                name: "catalog");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:btree_gist", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_runs",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    planned = table.Column<bool>(type: "boolean", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    @new = table.Column<int>(name: "new", type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    same = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    asked = table.Column<int>(type: "integer", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "listings",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    delisted_because = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    story_vi = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    story_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    gift = table.Column<bool>(type: "boolean", nullable: false),
                    season_from = table.Column<int>(type: "integer", nullable: true),
                    season_through = table.Column<int>(type: "integer", nullable: true),
                    picture = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    illustrative = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_listings", x => x.id);
                    table.UniqueConstraint("ak_listings_no", x => x.no);
                    table.CheckConstraint("ck_listings_delisted", "(state = 'Delisted') = (delisted_because is not null)");
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    handler = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "planned_products",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_folded = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    set = table.Column<int>(type: "integer", nullable: true),
                    target_stars = table.Column<int>(type: "integer", nullable: true),
                    producer_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planned_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "producers",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_folded = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    slug = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    tax_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    address = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    suspended_from = table.Column<DateOnly>(type: "date", nullable: true),
                    suspension_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    illustrative = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_producers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "required_licences",
                schema: "registry",
                columns: table => new
                {
                    set = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: true),
                    law = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_required_licences", x => new { x.set, x.kind, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "synonyms",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    terms = table.Column<string[]>(type: "text[]", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_synonyms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_changes",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_import_changes_import_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "registry",
                        principalTable: "import_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "search_documents",
                schema: "catalog",
                columns: table => new
                {
                    no = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    haystack = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false),
                    exact_words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_documents", x => x.no);
                    table.ForeignKey(
                        name: "fk_search_documents_listings_no",
                        column: x => x.no,
                        principalSchema: "catalog",
                        principalTable: "listings",
                        principalColumn: "no",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "variants",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    listing_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    packing = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    packing_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<int>(type: "integer", nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stock = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_variants", x => x.id);
                    table.CheckConstraint("ck_variants_amount", "amount > 0");
                    table.CheckConstraint("ck_variants_price", "price > 0");
                    table.CheckConstraint("ck_variants_stock", "stock >= 0");
                    table.ForeignKey(
                        name: "fk_variants_listings_listing_id",
                        column: x => x.listing_id,
                        principalSchema: "catalog",
                        principalTable: "listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "licences",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    issuer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_from = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_licences", x => x.id);
                    table.ForeignKey(
                        name: "fk_licences_producers_producer_id",
                        column: x => x.producer_id,
                        principalSchema: "registry",
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "products",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_folded = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    set = table.Column<int>(type: "integer", nullable: false),
                    ocop_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    ocop_code_stem = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    province_code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    place_written = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    illustrative = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => x.id);
                    table.CheckConstraint("ck_products_set", "set between 1 and 26");
                    table.ForeignKey(
                        name: "fk_products_producers_producer_id",
                        column: x => x.producer_id,
                        principalSchema: "registry",
                        principalTable: "producers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificates",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    number_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    issuer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    issuer_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    criteria_version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decision_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    decision_date = table.Column<DateOnly>(type: "date", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: false),
                    extended_to = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_from = table.Column<DateOnly>(type: "date", nullable: true),
                    superseded_from = table.Column<DateOnly>(type: "date", nullable: true),
                    packings = table.Column<string[]>(type: "text[]", nullable: false),
                    packing_keys = table.Column<string[]>(type: "text[]", nullable: false),
                    import_run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    end_announced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificates", x => x.id);
                    table.CheckConstraint("ck_certificates_stars", "stars between 3 and 5");
                    table.CheckConstraint("ck_certificates_term", "valid_from = issued_on and valid_through >= valid_from and (extended_to is null or extended_to > valid_through)");
                    table.ForeignKey(
                        name: "fk_certificates_import_runs_import_run_id",
                        column: x => x.import_run_id,
                        principalSchema: "registry",
                        principalTable: "import_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_certificates_products_product_id",
                        column: x => x.product_id,
                        principalSchema: "registry",
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "certificate_entries",
                schema: "registry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    certificate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ground = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    document = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    document_date = table.Column<DateOnly>(type: "date", nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_certificate_entries_certificates_certificate_id",
                        column: x => x.certificate_id,
                        principalSchema: "registry",
                        principalTable: "certificates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                schema: "registry",
                table: "required_licences",
                columns: new[] { "kind", "set", "valid_from", "law", "valid_through" },
                values: new object[,]
                {
                    { "Alcohol", 14, new DateOnly(2018, 1, 1), "44/2019/QH14; 105/2017/NĐ-CP; 17/2020/NĐ-CP", null },
                    { "Alcohol", 15, new DateOnly(2018, 1, 1), "44/2019/QH14; 105/2017/NĐ-CP; 17/2020/NĐ-CP", null }
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_subject_id",
                schema: "platform",
                table: "audit_entries",
                columns: new[] { "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_certificate_entries_certificate_id_at",
                schema: "registry",
                table: "certificate_entries",
                columns: new[] { "certificate_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_certificates_import_run_id",
                schema: "registry",
                table: "certificates",
                column: "import_run_id");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_issued_on",
                schema: "registry",
                table: "certificates",
                column: "issued_on");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_issuer_key_number_key",
                schema: "registry",
                table: "certificates",
                columns: new[] { "issuer_key", "number_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificates_number_key",
                schema: "registry",
                table: "certificates",
                column: "number_key");

            migrationBuilder.CreateIndex(
                name: "ix_certificates_product_id",
                schema: "registry",
                table: "certificates",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_changes_run_id_id",
                schema: "registry",
                table: "import_changes",
                columns: new[] { "run_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_import_changes_subject",
                schema: "registry",
                table: "import_changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_import_runs_at",
                schema: "registry",
                table: "import_runs",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_licences_producer_id_kind_number",
                schema: "registry",
                table: "licences",
                columns: new[] { "producer_id", "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_listings_producer_id",
                schema: "catalog",
                table: "listings",
                column: "producer_id");

            migrationBuilder.CreateIndex(
                name: "ix_listings_product_id",
                schema: "catalog",
                table: "listings",
                column: "product_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_listings_slug",
                schema: "catalog",
                table: "listings",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_due_at",
                schema: "platform",
                table: "outbox_messages",
                column: "due_at",
                filter: "handled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_planned_products_commune_code_name_folded",
                schema: "registry",
                table: "planned_products",
                columns: new[] { "commune_code", "name_folded" });

            migrationBuilder.CreateIndex(
                name: "ix_producers_name_folded_commune_code",
                schema: "registry",
                table: "producers",
                columns: new[] { "name_folded", "commune_code" });

            migrationBuilder.CreateIndex(
                name: "ix_producers_province_code",
                schema: "registry",
                table: "producers",
                column: "province_code");

            migrationBuilder.CreateIndex(
                name: "ix_producers_slug",
                schema: "registry",
                table: "producers",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_producers_tax_code",
                schema: "registry",
                table: "producers",
                column: "tax_code");

            migrationBuilder.CreateIndex(
                name: "ix_products_ocop_code_stem",
                schema: "registry",
                table: "products",
                column: "ocop_code_stem");

            migrationBuilder.CreateIndex(
                name: "ix_products_producer_id_name_folded_commune_code",
                schema: "registry",
                table: "products",
                columns: new[] { "producer_id", "name_folded", "commune_code" });

            migrationBuilder.CreateIndex(
                name: "ix_products_province_code",
                schema: "registry",
                table: "products",
                column: "province_code");

            migrationBuilder.CreateIndex(
                name: "ix_search_documents_haystack",
                schema: "catalog",
                table: "search_documents",
                column: "haystack")
                .Annotation("Npgsql:IndexMethod", "GIN")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_search_documents_words",
                schema: "catalog",
                table: "search_documents",
                column: "words")
                .Annotation("Npgsql:IndexMethod", "GIN");

            migrationBuilder.CreateIndex(
                name: "ix_variants_listing_id_packing_key",
                schema: "catalog",
                table: "variants",
                columns: new[] { "listing_id", "packing_key" },
                unique: true);

            migrationBuilder.Sql(SqlFile.Read("initial-registry"));
            migrationBuilder.Sql(SqlFile.Read("initial-catalog"));
            migrationBuilder.EnsureSchema("quartz");
            foreach (var statement in SqlFile.QuartzTables("quartz.qrtz_"))
            {
                migrationBuilder.Sql(statement);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function catalog.offers(date); drop view registry.product_facts; drop function registry.in_force(date); drop function platform.notify_market_changes() cascade; drop schema quartz cascade;");

            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "certificate_entries",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "data_protection_keys",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "import_changes",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "licences",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "outbox_messages",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "planned_products",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "required_licences",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "search_documents",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "synonyms",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "variants",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "certificates",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "listings",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "import_runs",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "products",
                schema: "registry");

            migrationBuilder.DropTable(
                name: "producers",
                schema: "registry");
        }
    }
}
