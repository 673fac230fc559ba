using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Pictures;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class PictureUploadTests(PictureMarket fixture) : PictureTest(fixture), IClassFixture<PictureMarket>
{
    private static readonly byte[] Photo = TestPhotos.Convert(600, 400, "jpg", noise: 40);

    [Fact]
    public async Task After_a_drop_the_rest_follows_what_was_kept_and_finishing_twice_makes_one_picture()
    {
        var member = NewMember();
        var id = (await Get<BeginUpload>().RunAsync(new(member, "chè Shan tuyết.jpg", Photo.Length, Private: false), Ct)).Value.Id;
        Assert.True((await PieceAsync(member, id, 0, 10_000)).Succeeded);

        Assert.Equal(new Refusal("platform.upload_out_of_step", 10_000L), (await PieceAsync(member, id, 0, 10_000)).Refusal);
        Assert.Equal(new Refusal("platform.upload_out_of_step", 10_000L), (await PieceAsync(member, id, 20_000, 100)).Refusal);
        Assert.Equal("platform.upload_incomplete", (await Get<FinishUpload>().RunAsync(member, id, Ct)).Refusal?.Code);
        Assert.Equal(10_000, (await Get<PictureQueries>().UploadAsync(member, id, Ct))!.Received);
        Assert.Equal(Photo.Length, (await PieceAsync(member, id, 10_000, Photo.Length)).Value.Received);

        var both = await Task.WhenAll(Get<FinishUpload>().RunAsync(member, id, Ct), Get<FinishUpload>().RunAsync(member, id, Ct));

        Assert.Equal(both[0].Value, both[1].Value);
        Assert.Equal(both[0].Value, (await Get<FinishUpload>().RunAsync(member, id, Ct)).Value);
        Assert.Equal(Photo, await File.ReadAllBytesAsync(Path.Combine(Market.Data.Files, "originals", both[0].Value.Key.Sha[..2], both[0].Value.Key.Sha), Ct));
        await using var db = await OpenAsync();
        Assert.Equal(1, await db.Pictures.CountAsync(p => p.MadeBy == member.Account, Ct));
    }

    [Fact]
    public async Task Nobody_touches_anothers_upload_or_attaches_anothers_picture()
    {
        var (owner, thief) = (NewMember(), NewMember());
        var id = (await Get<BeginUpload>().RunAsync(new(owner, "a.jpg", Photo.Length, Private: false), Ct)).Value.Id;
        var picture = (await SendAsync(owner, Photo)).Value;

        Assert.Equal("platform.upload_unknown", (await PieceAsync(thief, id, 0, 100)).Refusal?.Code);
        Assert.Equal("platform.upload_unknown", (await Get<FinishUpload>().RunAsync(thief, id, Ct)).Refusal?.Code);
        Assert.Null(await Get<PictureQueries>().UploadAsync(thief, id, Ct));
        Assert.Equal("platform.picture_needs_sign_in", (await Get<BeginUpload>().RunAsync(new(Actor.Guest, "a.jpg", 10, false), Ct)).Refusal?.Code);
        await using var db = await OpenAsync();
        Assert.Equal("platform.picture_unknown", (await db.AttachPicturesAsync(thief, [picture.Id], [], isPrivate: false, Ct)).Refusal?.Code);
        Assert.Equal("platform.picture_unknown", (await db.AttachPicturesAsync(owner, [picture.Id], [], isPrivate: true, Ct)).Refusal?.Code);
        Assert.Equal([picture], (await db.AttachPicturesAsync(owner, [picture.Id], [], isPrivate: false, Ct)).Value);
        Assert.Equal([picture], (await db.AttachPicturesAsync(thief, [picture.Id], [picture.Id], isPrivate: false, Ct)).Value); // staff of the same producer, already on the listing
    }

    [Fact]
    public async Task A_paper_lies_apart_and_is_seen_only_by_its_sender_and_whom_a_module_names()
    {
        var (owner, officer, other) = (NewMember(), NewMember(), NewMember());
        var paper = (await SendAsync(owner, TestPhotos.Jpeg(500, 400), isPrivate: true)).Value;
        Uses.Shown.Add((officer.Account!.Value, paper.Id));

        Assert.Null(await FileAsync(paper.Key.Sha, 320, "webp"));
        Assert.NotNull(await OpenPaperAsync(owner));
        Assert.NotNull(await OpenPaperAsync(officer));
        Assert.Null(await OpenPaperAsync(other));
        Assert.Null(await OpenPaperAsync(Actor.Guest));

        async Task<long?> OpenPaperAsync(Actor actor)
        {
            await using var file = await Get<PictureQueries>().OpenPaperAsync(actor, paper.Id, 320, "webp", Ct);
            return file?.Length;
        }
    }

    [Fact]
    public async Task An_account_may_leave_twenty_uploads_unfinished_and_after_a_day_they_are_forgotten()
    {
        var member = NewMember();
        for (var i = 0; i < UploadLimits.MostUnfinished; i++)
        {
            var id = (await Get<BeginUpload>().RunAsync(new(member, "a.jpg", Photo.Length, false), Ct)).Value.Id;
            await PieceAsync(member, id, 0, 10);
        }

        Assert.Equal(new Refusal("platform.too_many_uploads", 20), (await Get<BeginUpload>().RunAsync(new(member, "a.jpg", 10, false), Ct)).Refusal);
        Clock.Advance(TimeSpan.FromHours(24));
        await Get<JobRunner>().RunAsync("picture-clean-up", Ct);

        await using var db = await OpenAsync();
        Assert.False(await db.Uploads.AnyAsync(u => u.AccountId == member.Account, Ct));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(Market.Data.Files, "uploads")));
        Assert.True((await Get<BeginUpload>().RunAsync(new(member, "a.jpg", 10, false), Ct)).Succeeded);
    }

    [Fact]
    public async Task What_nobody_uses_for_a_week_is_removed_from_the_store_too_and_what_shares_its_content_stays()
    {
        var unique = TestPhotos.Jpeg(300, 200, (1, 2, 3));
        var (used, dropped, alone) = ((await SendAsync(NewMember(), Photo)).Value, (await SendAsync(NewMember(), Photo)).Value, (await SendAsync(NewMember(), unique)).Value);
        Uses.Used.Add(used.Id);
        Clock.Advance(TimeSpan.FromDays(6.9));
        await Get<JobRunner>().RunAsync("picture-clean-up", Ct);
        Assert.NotNull(await FileAsync(alone.Key.Sha, 320, "avif"));

        Clock.Advance(TimeSpan.FromDays(0.2));
        await Get<JobRunner>().RunAsync("picture-clean-up", Ct);
        await Get<JobRunner>().RunAsync("picture-clean-up", Ct);

        Assert.Equal([used.Id], (await Get<PictureQueries>().FindAsync([used.Id, dropped.Id, alone.Id], null, Ct)).Keys);
        Assert.NotNull(await FileAsync(used.Key.Sha, 320, "avif"));
        Assert.Empty(Directory.EnumerateFiles(Market.Data.Files, alone.Key.Sha + "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_picture_attached_while_the_clean_up_runs_stays()
    {
        var member = NewMember();
        var picture = (await SendAsync(member, TestPhotos.Jpeg(310, 200))).Value;
        Clock.Advance(TimeSpan.FromDays(8));
        await using var db = await OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        Assert.True((await db.AttachPicturesAsync(member, [picture.Id], [], isPrivate: false, Ct)).Succeeded);

        var cleaning = Get<JobRunner>().RunAsync("picture-clean-up", Ct);
        Assert.True(await Eventually.GetAsync(WaitingAsync, waits => waits));
        Uses.Used.Add(picture.Id); // as the module's own rows would say from this commit on
        await transaction.CommitAsync(Ct);
        await cleaning;

        Assert.Single(await Get<PictureQueries>().FindAsync([picture.Id], null, Ct));
        Assert.NotNull(await FileAsync(picture.Key.Sha, 320, "webp"));
    }

    private Task<Result<UploadState>> PieceAsync(Actor actor, Guid id, int from, int length)
        => Get<ContinueUpload>().RunAsync(new(actor, id, from, Photo.AsMemory(Math.Min(from, Photo.Length), Math.Min(length, Math.Max(0, Photo.Length - from)))), Ct);

    private async Task<bool> WaitingAsync()
    {
        await using var db = await OpenAsync();
        return await db.Database.SqlQuery<bool>($"select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()) as \"Value\"").SingleAsync(Ct);
    }
}
