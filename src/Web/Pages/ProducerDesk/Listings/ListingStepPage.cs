using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.ProducerDesk.Listings;

/// <summary>The screens of the editor, in order; the last shows what came of it.</summary>
public enum ListingStep
{
    Photos,
    Name,
    Prices,
    Shelf,
    Delivery,
    Words,
    Review,
}

public static class ListingSteps
{
    private static readonly string[] Paths = ["anh", "ten", "gia", "kho", "giao-hang", "noi-dung", ""];

    public static string Url(this ListingStep step, ListingId listing) => step is ListingStep.Review ? Urls.Listing(listing) : Urls.ListingStep(listing, Paths[(int)step]);
}

/// <summary>
/// What the screens of the editor share: the listing for whoever may work on it, the form as it was sent, and where to go when it is kept.
/// Each screen is a plain form, kept on the server at once; a refused one is shown again with all that was typed.
/// </summary>
public abstract class ListingStepPage : ComponentBase
{
    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] protected HttpContext Http { get; set; } = default!;

    [Inject] protected CurrentActor Current { get; set; } = default!;
    [Inject] protected ListingDeskQueries Desk { get; set; } = default!;
    [Inject] protected NavigationManager Navigation { get; set; } = default!;
    [Inject] protected IStringLocalizer<ListingsText> Text { get; set; } = default!;
    [Inject] private IStringLocalizer<RefusalText> Words { get; set; } = default!;

    protected abstract ListingStep Step { get; }

    protected Actor Actor { get; private set; } = Actor.Guest;

    protected DeskListing? Listing { get; private set; }

    /// <summary>Null while the page is only looked at.</summary>
    protected IFormCollection? Form { get; private set; }

    protected Refusal? Refusal { get; set; }

    protected CancellationToken Ct => Http.RequestAborted;

    protected override async Task OnInitializedAsync()
    {
        Actor = await Current.GetAsync(Ct);
        Listing = await Desk.FindAsync(Actor, new ListingId(Id), Ct);
        if (Listing is null)
        {
            Navigation.NotFound();
        }
        else
        {
            Form = HttpMethods.IsPost(Http.Request.Method) ? await Http.Request.ReadFormAsync(Ct) : null;
            await LoadAsync(Listing);
        }
    }

    /// <summary>What a screen needs beside the listing.</summary>
    protected virtual Task LoadAsync(DeskListing listing) => Task.CompletedTask;

    /// <summary>What was typed, else what is kept.</summary>
    protected string Typed(string name, string? kept = null) => Form is { } form && form.ContainsKey(name) ? form[name].ToString() : kept ?? "";

    protected bool Ticked(string name, bool kept) => Form is { } form ? form.ContainsKey(name) : kept;

    /// <summary>On to the next screen, or back to this one where the button says so.</summary>
    protected void Answer(Result result)
    {
        Refusal = result.Refusal;
        if (result.Succeeded)
        {
            var to = Form?.ContainsKey("stay") is true ? Step : Step + 1;
            Navigation.NavigateTo(to.Url(new(Id)) + "?luu=1");
        }
    }

    protected string Say(Enum value) => Words[$"{value.GetType().Name}.{value}"];
}
