// The yardstick of the measurements: one static Blazor page that shows 24 of the market's products by a plain EF query on an index.
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Benchmarks.Bare;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var database = NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("Market") ?? throw new InvalidOperationException("ConnectionStrings:Market is not set."));
builder.Services.AddDbContextFactory<BareContext>(options => options.UseNpgsql(database));
builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
builder.Services.AddRazorComponents();
builder.Services.AddAntiforgery().AddSingleton<IAntiforgery, NoAntiforgery>();

var app = builder.Build();
app.UseAntiforgery();
app.MapRazorComponents<Document>();

await using (var fill = database.CreateCommand(BareContext.Fill))
{
    await fill.ExecuteNonQueryAsync();
}

app.Run();
