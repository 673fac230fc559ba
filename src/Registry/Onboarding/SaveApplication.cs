using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Onboarding;

/// <summary>One step of an application, as it was typed.</summary>
public abstract record ApplicationChange
{
    private ApplicationChange()
    {
    }

    public sealed record Organisation(ProducerType Type, string? Name, string? TaxCode, string? RegistrationNumber, string? Representative) : ApplicationChange;

    /// <param name="FormerPlace">The former unit that led to the commune, if one did.</param>
    public sealed record Place(string? Address, string CommuneCode, string? FormerPlace) : ApplicationChange;

    public sealed record Contact(string? Phone, string? Email) : ApplicationChange;

    public sealed record Bank(string? Bin, string? Number, string? Holder) : ApplicationChange;

    public sealed record Papers(IReadOnlyList<(PictureId Picture, string Note)> Photos) : ApplicationChange;

    /// <param name="Producer">Null: none of those the registry knows.</param>
    public sealed record Claim(ProducerId? Producer) : ApplicationChange;
}

/// <summary>Keeps one step of an application; who entered it may do so until it is submitted.</summary>
public sealed partial class SaveApplication(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    private const int LongestName = 300;

    public Task<Result> RunAsync(Actor actor, ProducerApplicationId id, ApplicationChange change, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.ProducerApplications.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application || !actor.MaySee(application))
            {
                return OnboardingRefusals.ApplicationUnknown();
            }

            if (!actor.MayFill(application))
            {
                return OnboardingRefusals.ApplicationNotYours();
            }

            if (!application.Open)
            {
                return OnboardingRefusals.ApplicationNotOpen(application.State);
            }

            var result = change switch
            {
                ApplicationChange.Organisation organisation => Describe(application, organisation),
                ApplicationChange.Place place => Locate(actor, application, place),
                ApplicationChange.Contact contact => Reach(application, contact),
                ApplicationChange.Bank bank => Pay(application, bank),
                ApplicationChange.Papers papers => await ProveAsync(db, actor, application, papers, ct),
                ApplicationChange.Claim claim => await ClaimAsync(db, application, claim, ct),
                _ => throw new InvalidOperationException($"No step {change}."),
            };
            if (result.Succeeded && application.Assisted)
            {
                db.Audit(clock, actor, "registry.application_filled_for_producer", $"application:{application.Id}", after: new { Step = change.GetType().Name });
            }

            return result;
        }, ct);

    private static Result Describe(ProducerApplication application, ApplicationChange.Organisation typed)
    {
        var (form, name, representative) = (LegalForm.Of(typed.Type), VietnameseText.Clean(typed.Name), VietnameseText.Clean(typed.Representative));
        var (taxCode, registration) = (Gaps().Replace(typed.TaxCode ?? "", ""), VietnameseText.Clean(typed.RegistrationNumber));
        if (name.Length is 0 or > LongestName)
        {
            return OnboardingRefusals.ProducerNameMissing(LongestName);
        }

        if (representative.Length is 0 or > 200)
        {
            return OnboardingRefusals.RepresentativeMissing();
        }

        if (taxCode.Length > 0 ? ContactText.TaxCode(taxCode) is null : form.TaxCode)
        {
            return taxCode.Length > 0 ? OnboardingRefusals.TaxCodeWrong(typed.TaxCode!) : OnboardingRefusals.TaxCodeMissing(typed.Type);
        }

        if (registration.Length > 60 || (registration.Length == 0 && form.Registration))
        {
            return OnboardingRefusals.RegistrationNumberMissing(typed.Type);
        }

        application.Describe(typed.Type, name, taxCode.Length > 0 ? taxCode : null, registration.Length > 0 ? registration : null, representative);
        return Result.Success;
    }

    private Result Locate(Actor actor, ProducerApplication application, ApplicationChange.Place typed)
    {
        var address = VietnameseText.Clean(typed.Address);
        if (address.Length is 0 or > 500)
        {
            return OnboardingRefusals.AddressMissing();
        }

        if (areas.FindCommune(typed.CommuneCode) is not { } commune)
        {
            return RegistryRefusals.PlaceUnknown(typed.CommuneCode);
        }

        if (application.Assisted && !actor.Officiates(OfficeTasks.Registry, commune.ProvinceCode, commune.Code))
        {
            return RegistryRefusals.OutsideYourArea(commune.FullName);
        }

        application.Locate(address, commune.Code, commune.ProvinceCode, VietnameseText.Clean(typed.FormerPlace) is { Length: > 0 and <= 200 } former ? former : null);
        return Result.Success;
    }

    private static Result Reach(ProducerApplication application, ApplicationChange.Contact typed)
    {
        var (phone, email) = (Separators().Replace(typed.Phone ?? "", ""), VietnameseText.Clean(typed.Email));
        phone = phone.StartsWith("+84", StringComparison.Ordinal) ? "0" + phone[3..] : phone;
        if (!Phone().IsMatch(phone))
        {
            return OnboardingRefusals.PhoneWrong(typed.Phone ?? "");
        }

        if (email.Length > 200 || !Email().IsMatch(email))
        {
            return OnboardingRefusals.EmailWrong(typed.Email ?? "");
        }

        application.Reach(phone, email);
        return Result.Success;
    }

    private static Result Pay(ProducerApplication application, ApplicationChange.Bank typed)
    {
        var bank = BankDetails.Read(typed.Bin, typed.Number, typed.Holder);
        if (bank.Succeeded)
        {
            application.Pay(bank.Value);
        }

        return bank;
    }

    private static async Task<Result> ProveAsync(MarketDbContext db, Actor actor, ProducerApplication application, ApplicationChange.Papers sent, CancellationToken ct)
    {
        if (sent.Photos.Count == 0)
        {
            return OnboardingRefusals.PapersMissing();
        }

        var photos = await db.AttachPicturesAsync(actor, [.. sent.Photos.Select(p => p.Picture)], [.. application.Papers.Select(p => p.Picture)], isPrivate: true, ct);
        if (photos.Succeeded)
        {
            application.Prove(sent.Photos.DistinctBy(p => p.Picture).Select(p => (p.Picture, p.Note.Length > 200 ? p.Note[..200] : p.Note)));
        }

        return photos.Refusal is { } refusal ? refusal : Result.Success;
    }

    private static async Task<Result> ClaimAsync(MarketDbContext db, ProducerApplication application, ApplicationChange.Claim claim, CancellationToken ct)
    {
        var matches = await db.MatchesOf(application).ToListAsync(ct);
        if (claim.Producer is { } chosen && matches.All(m => m.Id != chosen))
        {
            return OnboardingRefusals.ClaimNotAmongMatches();
        }

        if (application.TaxCode is { } taxCode && matches.FirstOrDefault(m => m.TaxCode == taxCode) is { } same && claim.Producer != same.Id)
        {
            return OnboardingRefusals.TaxCodeIsKnown(taxCode, same.Name);
        }

        application.Claim(claim.Producer);
        return Result.Success;
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Gaps();

    [GeneratedRegex(@"[\s.\-()]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^0\d{8,10}$")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$")]
    private static partial Regex Email();
}
