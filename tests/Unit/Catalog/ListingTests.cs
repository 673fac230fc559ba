using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Tests.Unit.Catalog;

/// <summary>Every way from one state of a listing to another, and every way that is none.</summary>
public sealed class ListingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<(string From, string Move), string> Ways = new()
    {
        [("draft", "publish")] = "published", [("inReview", "publish")] = "published", [("published", "pause")] = "paused", [("paused", "resume")] = "published",
        [("published", "takeDown")] = "takenDown", [("paused", "takeDown")] = "takenDown", [("takenDown", "restore")] = "published",
    };

    [Fact]
    public void Every_transition_leads_where_it_should_or_is_refused()
    {
        foreach (var state in new[] { "draft", "inReview", "published", "paused", "takenDown" })
        {
            foreach (var (name, move) in Moves())
            {
                var listing = In(state);
                var (before, result) = (listing.State, move(listing));

                if (Ways.TryGetValue((state, name), out var to))
                {
                    Assert.True(result.Succeeded, $"{name} of {state}");
                    Assert.Equal(In(to).State, listing.State);
                }
                else
                {
                    Assert.Equal(CatalogRefusals.WrongState(before), result.Refusal);
                    Assert.Equal(before, listing.State);
                }
            }
        }
    }

    [Fact]
    public void What_was_paused_when_it_was_taken_down_is_paused_when_it_comes_back()
    {
        var listing = In("paused");
        listing.TakeDown();
        Assert.Equal((ListingState.Delisted, DelistReason.TakenDown), (listing.State, listing.DelistedBecause));

        Assert.True(listing.Restore().Succeeded);

        Assert.Equal((ListingState.Paused, null), (listing.State, listing.DelistedBecause));
    }

    [Fact]
    public void A_live_listing_stays_as_it_is_while_its_revision_waits_or_is_sent_back()
    {
        var listing = In("published");

        listing.Submitted();
        Assert.Equal(ListingState.Published, listing.State);
        listing.SentBack();
        Assert.Equal(ListingState.Published, listing.State);
    }

    [Fact]
    public void A_decided_revision_cannot_be_decided_edited_or_submitted_again()
    {
        var revision = new ListingRevision(ListingId.New(), 1, ListingContent.Empty(ListingKind.Parcel), Actor.System("t"), Now);
        Assert.Equal(CatalogRefusals.RevisionWrongState(RevisionState.Draft), revision.Approve(Actor.System("t"), Now).Refusal);
        revision.Submit(Actor.System("t"), Now);
        Assert.Equal(CatalogRefusals.RevisionWrongState(RevisionState.InReview), revision.Edit(revision.Content, Now).Refusal);
        revision.Return([ReturnReason.HealthClaim], "note", Actor.System("t"), Now);

        Assert.Equal(CatalogRefusals.RevisionWrongState(RevisionState.Returned), revision.Approve(Actor.System("t"), Now).Refusal);
        Assert.Equal(CatalogRefusals.RevisionWrongState(RevisionState.Returned), revision.Submit(Actor.System("t"), Now).Refusal);
        Assert.Equal(CatalogRefusals.RevisionWrongState(RevisionState.Returned), revision.CallBack().Refusal);
        Assert.Equal(CatalogRefusals.RevisionWrongState(RevisionState.Returned), revision.Return([], null, Actor.System("t"), Now).Refusal);
        Assert.Equal([ReturnReason.HealthClaim], revision.Reasons);
    }

    private static (string, Func<Listing, Result>)[] Moves() =>
    [
        ("publish", l => l.Publish(Now)), ("pause", l => l.Pause()), ("resume", l => l.Resume()),
        ("takeDown", l => l.TakeDown()), ("restore", l => l.Restore()),
    ];

    private static Listing In(string state)
    {
        var listing = new Listing(ProductId.New(), ProducerId.New(), "tra", ListingKind.Parcel, Now);
        if (state is "inReview")
        {
            listing.Submitted();
        }

        if (state is "published" or "paused" or "takenDown")
        {
            listing.Publish(Now);
        }

        if (state is "paused")
        {
            listing.Pause();
        }

        if (state is "takenDown")
        {
            listing.TakeDown();
        }

        return listing;
    }
}
