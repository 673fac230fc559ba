using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Catalog.Reviews;

/// <summary>
/// Reviews and answered questions stay as nobody's: others have read and answered them. Name and photos go, and what was never answered.
/// </summary>
internal sealed class ForgetAuthor(TimeProvider clock) : IForgetPerson
{
    public async Task ForgetAsync(MarketDbContext db, AccountId account, CancellationToken ct)
    {
        var reviews = await db.Reviews.Where(r => r.Account == account).ToListAsync(ct);
        var photos = reviews.SelectMany(r => r.Photos).Select(p => p.Picture).ToList();
        reviews.ForEach(r => r.Forget());
        var questions = await db.Questions.Where(q => q.Account == account).ToListAsync(ct);
        foreach (var question in questions)
        {
            (question.Account, question.Name) = (null, null);
        }

        db.Questions.RemoveRange(questions.Where(q => q.AnsweredAt is null));
        foreach (var product in reviews.Select(r => r.ProductId).Concat(questions.Select(q => q.ProductId)).Distinct().OrderBy(p => p.Value))
        {
            await db.LockContributionsAsync(product, ct);
            await db.CountContributionsAsync(product, ct);
        }

        await db.DropPicturesAsync(clock, account, photos, ct);
    }
}
