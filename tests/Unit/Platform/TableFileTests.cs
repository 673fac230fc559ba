using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class TableFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a;b\n1;2")]
    [InlineData("a\tb\n1\t2\n")]
    [InlineData("sep=;\r\na;b\r\n1;2\r\n")]
    [InlineData("\uFEFFa,b\n\n1,2\n")]
    [InlineData("\"a\";\"b\"\n1;2\n")]
    public void The_separator_comes_from_the_header_and_the_byte_mark_belongs_to_no_name(string text)
    {
        var (header, rows, _) = Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(["a", "b"], header);
        Assert.Equal(["1", "2"], Assert.Single(rows).Cells.Select(c => c.Text));
    }

    [Fact]
    public void A_quoted_cell_keeps_its_line_breaks_separators_and_quotes()
    {
        var (_, rows, _) = Read("tên,ghi chú\n\"Mật ong\",\"dòng 1\r\ndòng 2, \"\"hai\"\"\"\nChè,x\n"u8.ToArray());

        Assert.Equal("dòng 1\r\ndòng 2, \"hai\"", rows[0][1].Text);
        Assert.Equal("A3", rows[1].Address(0));
    }

    [Fact]
    public void A_row_is_numbered_as_the_spreadsheet_counts_and_blank_rows_are_passed_over()
    {
        var (_, rows, _) = Read("a,b\n1,2\n\n ,\n3,4\n"u8.ToArray());

        Assert.Equal([2, 5], rows.Select(r => r.Number));
        Assert.Equal("B5", rows[1].Address(1));
        Assert.Equal("AA5", rows[1].Address(26));
        Assert.Equal(26, TableRow.ColumnOf("AA5"));
    }

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("@SUM(A1)", true)]
    [InlineData("+cmd|' /C calc'!A0", true)]
    [InlineData("-SUM(A1:A9)", true)]
    [InlineData("+84 912 345 678", false)]
    [InlineData("-", false)]
    [InlineData("- gói 500 g", false)]
    [InlineData("-5", false)]
    [InlineData("'=1+1", false)]
    [InlineData("Trà = chè", false)]
    public void A_cell_that_a_spreadsheet_would_compute_is_marked(string text, bool formula)
    {
        var (_, rows, _) = Read(Encoding.UTF8.GetBytes($"a\n\"{text}\"\n"));

        Assert.Equal(formula, rows[0][0].IsFormula);
    }

    [Fact]
    public void Letters_that_are_not_utf8_are_refused_with_their_row()
    {
        byte[] latin = [.. "a,b\n1,2\n"u8, 0x43, 0xE0, 0x20, .. "phê,3\n"u8];

        var (_, _, refusal) = Read(latin);

        Assert.Equal("platform.table_encoding", refusal?.Code);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Utf_16_is_refused_with_and_without_its_mark(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);

        Assert.Equal("platform.table_encoding (0)", TableFile.Open(new MemoryStream(text.GetBytes("a,b\n1,2\n"))).Refusal?.ToString());
        Assert.Equal("platform.table_encoding (0)", TableFile.Open(new MemoryStream([.. text.GetPreamble(), .. text.GetBytes("a,b\n")])).Refusal?.ToString());
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_the_rows_after_it()
    {
        var (_, rows, refusal) = Read("a,b\n1,2\n\"3,4\n5,6\n"u8.ToArray());

        Assert.Single(rows);
        Assert.Equal("platform.table_broken (3)", refusal?.ToString());
    }

    [Fact]
    public void A_stray_quote_inside_a_cell_is_only_a_letter()
    {
        var (_, rows, refusal) = Read("a,b\nRượu \"sâm\" tiến vua,2\n"u8.ToArray());

        Assert.Equal("Rượu \"sâm\" tiến vua", rows[0][0].Text);
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_refused(string text)
        => Assert.Equal("platform.table_empty", TableFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text))).Refusal?.Code);

    [Fact]
    public void A_file_of_200_megabytes_is_refused_by_its_size_alone()
    {
        using var huge = new NeverRead(200L * 1024 * 1024);

        Assert.Equal("platform.table_too_large (200, 20)", TableFile.Open(huge).Refusal?.ToString());
    }

    [Fact]
    public void A_workbook_gives_dates_numbers_and_texts_as_people_read_them()
    {
        var book = Workbook(
            new Cell { CellReference = "A2", DataType = CellValues.SharedString, CellValue = new("0") },
            new Cell { CellReference = "B2", DataType = CellValues.InlineString, InlineString = new(new Text("xã Ma Nới")) },
            new Cell { CellReference = "C2", CellValue = new("45251"), StyleIndex = 1 },
            new Cell { CellReference = "D2", CellValue = new("45251"), StyleIndex = 2 },
            new Cell { CellReference = "E2", CellValue = new("1.234567E+9") },
            new Cell { CellReference = "F2", CellValue = new("0.10000000000000001") },
            new Cell { CellReference = "G2", CellValue = new("4.0") },
            new Cell { CellReference = "I2", DataType = CellValues.Boolean, CellValue = new("1") },
            new Cell { CellReference = "J2", CellValue = new("45251") },
            new Cell { CellReference = "K2", CellValue = new("0312345678"), StyleIndex = 3 });

        var (_, rows, refusal) = Read(book);

        Assert.Null(refusal);
        Assert.Equal(["Rượu sâm tiến vua", "xã Ma Nới", "2023-11-21", "2023-11-21", "1234567000", "0.1", "4", "", "TRUE", "45251", "312345678"], rows[0].Cells.Select(c => c.Text));
        Assert.Equal("K2", rows[0].Address(10));
        Assert.DoesNotContain(rows[0].Cells, c => c.IsFormula);
    }

    [Fact]
    public void A_computed_cell_and_its_error_are_marked_whatever_they_show()
    {
        var book = Workbook(
            new Cell { CellReference = "A2", CellFormula = new("SUM(B1:B9)"), CellValue = new("4") },
            new Cell { CellReference = "B2", DataType = CellValues.Error, CellValue = new("#REF!") },
            new Cell { CellReference = "C2", DataType = CellValues.InlineString, InlineString = new(new Text("=chữ")) });

        var (_, rows, _) = Read(book);

        Assert.Equal(new TableCell("=SUM(B1:B9)", IsFormula: true), rows[0][0]);
        Assert.Equal(new TableCell("#REF!", IsFormula: true), rows[0][1]);
        Assert.Equal(new TableCell("=chữ"), rows[0][2]);
    }

    [Fact]
    public void A_small_workbook_that_unpacks_into_gigabytes_is_refused_unopened()
    {
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            var blanks = new byte[1024 * 1024];
            for (var i = 0; i < 300; i++)
            {
                sheet.Write(blanks);
            }
        }

        bomb.Position = 0;
        Assert.True(bomb.Length < 2 * 1024 * 1024);
        Assert.Equal("platform.table_unpacks_too_large (100)", TableFile.Open(bomb).Refusal?.ToString());
    }

    [Fact]
    public void A_workbook_that_lies_about_its_unpacked_size_is_read_no_further_than_the_limit()
    {
        using var bomb = new MemoryStream();
        bomb.Write(Workbook(new Cell { CellReference = "A2", CellValue = new("1") }));
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Update, leaveOpen: true))
        {
            var name = zip.Entries.Single(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal)).FullName;
            zip.GetEntry(name)!.Delete();
            using var sheet = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
            sheet.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
            var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>", 20_000)));
            for (var i = 0; i < 120; i++)
            {
                sheet.Write(rows);
            }
        }

        var bytes = bomb.ToArray();
        for (var at = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0;)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(at + 24), 1000); // the central directory's word for it
            var next = bytes.AsSpan(at + 4).IndexOf("PK\u0001\u0002"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        var (_, _, refusal) = Read(bytes);

        Assert.Equal("platform.table_broken", refusal?.Code);
    }

    [Fact]
    public void What_is_no_table_is_refused_by_what_it_is()
    {
        byte[] container = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        byte[] encrypted = [.. container, .. Encoding.Unicode.GetBytes("EncryptedPackage")];
        byte[] cut = Workbook(new Cell { CellReference = "A2", CellValue = new("1") })[..700];
        byte[] zip = [.. "PK\u0003\u0004"u8, .. new byte[100]];

        Assert.Equal("platform.table_is_old_excel", TableFile.Open(new MemoryStream(container)).Refusal?.Code);
        Assert.Equal("platform.table_has_password", TableFile.Open(new MemoryStream(encrypted)).Refusal?.Code);
        Assert.Equal("platform.table_broken", TableFile.Open(new MemoryStream(cut)).Refusal?.Code);
        Assert.Equal("platform.table_broken", TableFile.Open(new MemoryStream(zip)).Refusal?.Code);
        Assert.Equal("platform.table_encoding", TableFile.Open(new MemoryStream([.. "%PDF-1.7\n"u8, 0, 1, 2])).Refusal?.Code);
    }

    [Fact]
    public void A_zip_without_a_sheet_is_a_broken_workbook()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("note.txt").Open().Dispose();
        }

        zip.Position = 0;
        Assert.Equal("platform.table_broken", TableFile.Open(zip).Refusal?.Code);
    }

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Xlsx)]
    public async Task The_file_stays_open_for_a_second_reading(TableFormat format)
    {
        using var file = new MemoryStream(await WriteAsync(format, ["tên"], [["Chè"]]));

        TableFile.Open(file).Value.Dispose();
        file.Position = 0;

        Assert.Equal("tên", TableFile.Open(file).Value.Header[0].Text);
    }

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Xlsx)]
    public async Task What_is_written_is_read_back_unchanged_and_written_again_as_the_same_bytes(TableFormat format)
    {
        string[] header = ["tên", "mã"];
        string[][] rows =
        [
            ["Nước mắm \"Năm Quyền\"", "012"],
            ["=1+1", "'=1+1"],
            ["''@x", "+84 912"],
            ["dòng 1\r\ndòng 2", "a;b,c"],
            ["  hai cách  ", "_x000D_"],
            ["😀 <&>", "-"],
            ["\t", "'thường"],
        ];

        var first = await WriteAsync(format, header, rows);
        var (readHeader, read, refusal) = Read(first);
        var second = await WriteAsync(format, readHeader, read.Select(r => r.Cells.Select(c => c.Text).ToArray()));

        Assert.Null(refusal);
        Assert.Equal(rows, read.Select(r => r.Cells.Select(c => c.Text).ToArray()));
        Assert.DoesNotContain(read, r => r.Cells.Any(c => c.IsFormula));
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_csv_shows_formulas_as_text_and_begins_with_the_byte_mark()
    {
        var bytes = await WriteAsync(TableFormat.Csv, ["tên"], [["=HYPERLINK(\"http://x\")"]]);

        Assert.Equal("\uFEFFtên\r\n\"'=HYPERLINK(\"\"http://x\"\")\"\r\n", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task A_workbook_of_ours_is_valid_and_its_cells_are_text()
    {
        using var bytes = new MemoryStream(await WriteAsync(TableFormat.Xlsx, ["tên", "mã"], [["=1+1", "007"]]));

        using var book = SpreadsheetDocument.Open(bytes, isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(book, Ct).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.All(book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>(), c => Assert.Equal(CellValues.InlineString, c.DataType!.Value));
    }

    private static (string[] Header, List<TableRow> Rows, OcopMarket.Platform.Refusal? Refusal) Read(byte[] file)
    {
        var opened = TableFile.Open(new MemoryStream(file));
        if (opened.Refusal is { } refusal)
        {
            return ([], [], refusal);
        }

        using var table = opened.Value;
        var rows = new List<TableRow>();
        while (table.Read())
        {
            rows.Add(table.Row);
        }

        return ([.. table.Header.Cells.Select(c => c.Text)], rows, table.Refusal);
    }

    [Fact]
    public async Task Columns_of_figures_are_numbers_to_count_with_and_anything_else_in_them_is_text()
    {
        string[][] rows = [["=A1", "-1200000"], ["HTX", "=1+1"], ["-5", ""]];
        var (sheet, csv) = (await WriteAsync(TableFormat.Xlsx, ["a", "b"], rows, 1), await WriteAsync(TableFormat.Csv, ["a", "b"], rows, 1));

        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(sheet));
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await reader.ReadToEndAsync(Ct);
        Assert.Contains("<c r=\"B2\" s=\"3\"><v>-1200000</v></c>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xml, StringComparison.Ordinal);
        Assert.Contains("<c r=\"B3\" s=\"2\" t=\"inlineStr\">", xml, StringComparison.Ordinal);
        Assert.Equal("\uFEFFa,b\n'=A1,-1200000\nHTX,'=1+1\n'-5,\n", System.Text.Encoding.UTF8.GetString(csv).ReplaceLineEndings("\n"));
    }

    private static async Task<byte[]> WriteAsync(TableFormat format, string[] header, IEnumerable<string[]> rows, params int[] figures)
    {
        using var bytes = new MemoryStream();
        await using (var writer = await TableWriter.CreateAsync(bytes, format, header, Ct, figures))
        {
            foreach (var row in rows)
            {
                await writer.WriteAsync(row, Ct);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A workbook as Excel makes it; style 1 is a built-in date, 2 a date of its own making, 3 a number with words in its format.</summary>
    private static byte[] Workbook(params Cell[] cells)
    {
        using var bytes = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = book.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            var row = new Row { RowIndex = 2 };
            row.Append(cells);
            sheet.Worksheet = new Worksheet(new SheetData(
                new Row(new Cell { CellReference = "A1", DataType = CellValues.InlineString, InlineString = new(new Text("tên")) }) { RowIndex = 1 }, row));
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(
                new SharedStringItem(new Run(new Text("Rượu sâm ") { Space = SpaceProcessingModeValues.Preserve }), new Run(new Text("tiến vua"))));
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(
                    new NumberingFormat { NumberFormatId = 164, FormatCode = "dd\\/mm\\/yyyy;@" },
                    new NumberingFormat { NumberFormatId = 165, FormatCode = "0 \"ngày d\"" }),
                new CellFormats(
                    new CellFormat { NumberFormatId = 0 }, new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 164 }, new CellFormat { NumberFormatId = 165 }));
            workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets(
                new Sheet { Name = "Ẩn", SheetId = 7, Id = "rIdHidden", State = SheetStateValues.Hidden },
                new Sheet { Name = "Danh mục", SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
        }

        return bytes.ToArray();
    }

    private sealed class NeverRead(long length) : MemoryStream
    {
        public override long Length => length;

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("It must not be read.");

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("It must not be read.");
    }
}
