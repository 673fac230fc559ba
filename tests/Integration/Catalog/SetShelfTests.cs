using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Stock;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>Prices and stock by table and by Excel.</summary>
public sealed class SetShelfTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task What_goes_out_to_Excel_comes_back_unchanged_and_a_changed_cell_changes_one_packing()
    {
        var tea = await Market.PutOnSaleAsync("=Chè công thức", price: 90_000, stock: 5, producer: "HTX Bảng một");
        var other = await Market.PutOnSaleAsync("Chè thứ hai", price: 80_000, stock: 7, producer: "HTX Bảng một");
        using var file = new MemoryStream();
        await SetShelf.WriteFileAsync(file, await Get<ListingDeskQueries>().ShelfAsync(Desks.StaffOf(tea), tea.Producer, Ct), Ct);
        file.Position = 0;

        var lines = SetShelf.ReadFile(file).Value;

        Assert.Equal(0, (await SetAsync(tea, lines)).Changed);
        var report = await SetAsync(tea, [.. lines.Select(l => l.Variant == Key(other) ? l with { Price = "1.000.000 đ", Stock = "9" } : l)]);
        Assert.Equal((1, 0), (report.Changed, report.Refused.Count));
        Assert.Equal((1_000_000, 9), await ShelfAsync(other));
        Assert.Equal((90_000, 5), await ShelfAsync(tea));
    }

    [Fact]
    public async Task Bad_lines_come_back_with_their_reasons_and_good_ones_are_taken()
    {
        var (good, zero, moved) = (await Market.PutOnSaleAsync("Chè tốt", producer: "HTX Bảng hai"), await Market.PutOnSaleAsync("Chè không", producer: "HTX Bảng hai"), await Market.PutOnSaleAsync("Chè vừa bán", stock: 10, producer: "HTX Bảng hai"));
        var foreign = await Market.PutOnSaleAsync("Chè nhà khác");

        var report = await SetAsync(good,
        [
            new(2, Key(good), "120000", "3", ""), new(3, Key(zero), "0", "", ""), new(4, Key(moved), "", "50", "12"), new(5, Key(foreign), "1", "", ""), new(6, "không phải mã", "1", "", ""),
            new(7, Key(good), "5", "", ""), new(8, Key(zero), "1000000000000", "-1", ""),
        ]);

        Assert.Equal(1, report.Changed);
        Assert.Equal(
            [
                (3, CatalogRefusals.PriceOutOfRange("0", 999_999_999)), (4, CatalogRefusals.StockMoved("500 g", 10)), (5, CatalogRefusals.NotYourProducer()),
                (6, CatalogRefusals.PackingUnknown("không phải mã")), (7, CatalogRefusals.RowTwice(2)), (8, CatalogRefusals.RowTwice(3)),
            ],
            report.Refused);
        Assert.Equal((120_000, 3), await ShelfAsync(good));
        Assert.Equal((100_000, 10), await ShelfAsync(foreign));
    }

    [Fact]
    public async Task Formulas_and_merged_cells_of_a_workbook_are_refused_by_their_row()
    {
        var tea = await Market.PutOnSaleAsync("Chè Excel");

        var lines = SetShelf.ReadFile(Workbook(Key(tea))).Value;

        Assert.Equal([2, 3, 4], lines.Select(l => l.Number));
        Assert.Equal(CatalogRefusals.RowFormula("=100*2"), lines[0].Refusal);
        var report = await SetAsync(tea, lines);
        Assert.Equal([(2, CatalogRefusals.RowFormula("=100*2")), (3, CatalogRefusals.PackingUnknown(""))], report.Refused); // the merged cell left its second row without a key
        Assert.Equal((95_000, 10), await ShelfAsync(tea));
    }

    [Theory]
    [InlineData("bomb")]
    [InlineData("empty")]
    [InlineData("picture")]
    [InlineData("header")]
    public void A_file_that_is_no_such_table_gets_a_sentence(string kind)
    {
        using var file = kind switch
        {
            "bomb" => Bomb(),
            "empty" => new MemoryStream(),
            "picture" => new MemoryStream([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]),
            _ => new MemoryStream(Encoding.UTF8.GetBytes("ma,gia\r\nx,1\r\n")),
        };

        var refusal = SetShelf.ReadFile(file).Refusal;

        Assert.Equal(kind switch { "bomb" => "platform.table_unpacks_too_large", "empty" => "platform.table_empty", "picture" => "platform.table_encoding", _ => "catalog.header_wrong" }, refusal?.Code);
    }

    private async Task<ShelfReport> SetAsync(ProductOnSale product, IReadOnlyList<ShelfLine> lines) => Desks.Must(await Get<SetShelf>().RunAsync(new(Desks.StaffOf(product), lines), Ct));

    private string Key(ProductOnSale product)
    {
        using var db = OpenAsync().GetAwaiter().GetResult();
        return db.Variants.Where(v => v.ListingId == product.Listing).Select(v => v.Id).Single().ToString();
    }

    private async Task<(long Price, int Stock)> ShelfAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        var variant = await db.Variants.SingleAsync(v => v.ListingId == product.Listing, Ct);
        return (variant.Price.Dong, variant.Stock);
    }

    // Row 2 computes its price, rows 2 and 3 share a merged key, row 4 is honest.
    private static MemoryStream Workbook(string key)
    {
        var file = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var part = book.AddWorkbookPart();
            var sheet = part.AddNewPart<WorksheetPart>();
            part.Workbook = new Workbook(new Sheets(new Sheet { Id = part.GetIdOfPart(sheet), SheetId = 1, Name = "Giá" }));
            sheet.Worksheet = new Worksheet(
                new SheetData(
                    Row(1, Text("A1", "ma"), Text("B1", "gia"), Text("C1", "ton_kho")),
                    Row(2, Text("A2", key), new Cell { CellReference = "B2", CellFormula = new CellFormula("100*2"), CellValue = new CellValue("200") }, Text("C2", "1")),
                    Row(3, Text("B3", "200"), Text("C3", "1")),
                    Row(4, Text("A4", key), Text("B4", "95.000"), Text("C4", ""))),
                new MergeCells(new MergeCell { Reference = "A2:A3" }));
        }

        file.Position = 0;
        return file;
    }

    private static Row Row(uint number, params Cell[] cells) => new(cells) { RowIndex = number };

    private static Cell Text(string address, string text) => new() { CellReference = address, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    private static MemoryStream Bomb()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 120; i++)
            {
                sheet.Write(zeros);
            }
        }

        file.Position = 0;
        return file;
    }
}
