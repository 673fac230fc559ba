using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Onboarding;

/// <summary>An application to be a producer on the market, of somebody with an account or entered for them by an officer.</summary>
public readonly record struct ProducerApplicationId(Guid Value) : ITypedId<ProducerApplicationId>
{
    public static ProducerApplicationId New() => new(Guid.CreateVersion7());

    public static ProducerApplicationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public enum ApplicationState
{
    Draft,
    Submitted,

    /// <summary>Sent back with reasons; may be mended and sent again.</summary>
    Returned,
    Confirmed,
}

/// <summary>What is filled in one after the other, each kept as soon as it is sent.</summary>
public enum ApplicationStep
{
    Organisation,
    Place,
    Contact,
    Bank,
    Papers,

    /// <summary>Whether the registry knows the producer already.</summary>
    Claim,
}

/// <summary>How somebody agreed that an officer enters the application for them.</summary>
public enum ConsentWay
{
    SignedPaper,
    InPerson,
    ByPhone,
}

/// <summary>Drafted, submitted, then confirmed by the commune's officer, or returned, mended and submitted again.</summary>
internal sealed class ProducerApplication : IKeepSealed
{
    private SealedText _bankNumber = new((string?)null);
    public const int LongestReason = 2000;

    private readonly List<ApplicationPaper> _papers = [];

    public ProducerApplication(AccountId enteredBy, DateTimeOffset now) => (Id, EnteredBy, BegunAt) = (ProducerApplicationId.New(), enteredBy, now);

    private ProducerApplication() { } // EF

    public ProducerApplicationId Id { get; private init; }
    public ApplicationState State { get; private set; }

    /// <summary>Who fills it in: the applicant, or in assisted mode the officer.</summary>
    public AccountId EnteredBy { get; private init; }
    public DateTimeOffset BegunAt { get; private init; }

    /// <summary>In assisted mode: who agreed, when and how.</summary>
    public string? ConsentBy { get; init; }
    public DateOnly? ConsentOn { get; init; }
    public ConsentWay? ConsentWay { get; init; }

    public ProducerType? Type { get; private set; }
    public string Name { get; private set; } = "";
    public string NameFolded { get; private set; } = "";
    public string? TaxCode { get; private set; }
    public string? RegistrationNumber { get; private set; }
    public string Representative { get; private set; } = "";

    public string Address { get; private set; } = "";
    public string? CommuneCode { get; private set; }
    public string? ProvinceCode { get; private set; }

    /// <summary>The former unit the applicant named, when it was one.</summary>
    public string? FormerPlace { get; private set; }

    public string Phone { get; private set; } = "";
    public string Email { get; private set; } = "";

    public string? BankBin { get; private set; }
    public string? BankNumber => _bankNumber.Text;
    public string? BankHolder { get; private set; }

    /// <summary>The column of <see cref="BankNumber"/>.</summary>
    public string? BankNumberSeal { get; private set; }

    string? IKeepSealed.Seal { get => BankNumberSeal; set => BankNumberSeal = value; }

    SealedText IKeepSealed.Secret { get => _bankNumber; set => _bankNumber = value; }

    public IReadOnlyList<ApplicationPaper> Papers => _papers;

    /// <summary>The producer of the registry that the applicant says to be.</summary>
    public ProducerId? Claimed { get; private set; }

    /// <summary>Whether the applicant has looked at those the registry knows; asked again when name, tax code or place change.</summary>
    public bool ClaimAnswered { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? DecidedBy { get; private set; }
    public string? ReturnReason { get; private set; }

    /// <summary>What came of it.</summary>
    public ProducerId? Producer { get; private set; }

    public bool Assisted => ConsentBy is not null;

    public bool Open => State is ApplicationState.Draft or ApplicationState.Returned;

    public BankDetails? Bank => BankBin is null ? null : new(BankBin, BankNumber!, BankHolder!);

    public void Describe(ProducerType type, string name, string? taxCode, string? registrationNumber, string representative)
    {
        (Type, Name, NameFolded, TaxCode, RegistrationNumber, Representative) = (type, name, VietnameseText.Fold(name), taxCode, registrationNumber, representative);
        AskAgain();
    }

    public void Locate(string address, string communeCode, string provinceCode, string? formerPlace)
    {
        (Address, CommuneCode, ProvinceCode, FormerPlace) = (address, communeCode, provinceCode, formerPlace);
        AskAgain();
    }

    public void Reach(string phone, string email) => (Phone, Email) = (phone, email);

    public void Pay(BankDetails bank) => (BankBin, _bankNumber, BankNumberSeal, BankHolder) = (bank.Bin, new(bank.Number), "", bank.Holder);

    public void Prove(IEnumerable<(PictureId Picture, string Note)> papers)
    {
        _papers.Clear();
        _papers.AddRange(papers.Select((p, i) => new ApplicationPaper { ApplicationId = Id, Position = i, Picture = p.Picture, Note = p.Note }));
    }

    public void Claim(ProducerId? producer) => (Claimed, ClaimAnswered) = (producer, true);

    /// <summary>The steps that still want something, in their order.</summary>
    public IReadOnlyList<ApplicationStep> Missing()
        => [.. Enum.GetValues<ApplicationStep>().Where(step => !(step switch
        {
            ApplicationStep.Organisation => Type is not null,
            ApplicationStep.Place => CommuneCode is not null,
            ApplicationStep.Contact => Phone.Length > 0,
            ApplicationStep.Bank => BankBin is not null,
            ApplicationStep.Papers => _papers.Count > 0,
            ApplicationStep.Claim => ClaimAnswered,
        }))];

    public Result Submit(DateTimeOffset now)
    {
        if (!Open)
        {
            return OnboardingRefusals.ApplicationNotOpen(State);
        }

        if (Missing() is [var step, ..])
        {
            return OnboardingRefusals.ApplicationIncomplete(step);
        }

        (State, SubmittedAt, DecidedAt, DecidedBy) = (ApplicationState.Submitted, now, null, null);
        return Result.Success;
    }

    public Result Return(string reason, string by, DateTimeOffset now)
    {
        if (State is not ApplicationState.Submitted)
        {
            return OnboardingRefusals.ApplicationNotWaiting(State);
        }

        (State, ReturnReason, DecidedBy, DecidedAt) = (ApplicationState.Returned, reason, by, now);
        return Result.Success;
    }

    public Result Confirm(ProducerId producer, string by, DateTimeOffset now)
    {
        if (State is not ApplicationState.Submitted)
        {
            return OnboardingRefusals.ApplicationNotWaiting(State);
        }

        (State, Producer, DecidedBy, DecidedAt) = (ApplicationState.Confirmed, producer, by, now);
        return Result.Success;
    }

    private void AskAgain() => (Claimed, ClaimAnswered) = (null, false);
}

/// <summary>A photographed paper of an application; never public.</summary>
internal sealed class ApplicationPaper
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required ProducerApplicationId ApplicationId { get; init; }
    public required int Position { get; init; }
    public required PictureId Picture { get; init; }

    /// <summary>What paper it is, in the applicant's words.</summary>
    public required string Note { get; init; }
}

/// <summary>Where a producer is paid; one an owner changed waits for nothing, but each change is in the audit trail.</summary>
internal sealed class ProducerBankAccount : IKeepSealed
{
    private SealedText _number = new((string?)null);

    public required ProducerId ProducerId { get; init; }
    public required string Bin { get; set; }

    /// <summary>Sealed in the database.</summary>
    public required string Number
    {
        get => _number.Text!;
        set => (_number, Seal) = (new(value), "");
    }

    public string? Seal { get; private set; }
    public required string Holder { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }

    public BankDetails Details => new(Bin, Number, Holder);

    string? IKeepSealed.Seal { get => Seal; set => Seal = value; }

    SealedText IKeepSealed.Secret { get => _number; set => _number = value; }
}

internal sealed class ProducerApplicationConfiguration : IEntityTypeConfiguration<ProducerApplication>, IEntityTypeConfiguration<ApplicationPaper>, IEntityTypeConfiguration<ProducerBankAccount>
{
    public void Configure(EntityTypeBuilder<ProducerApplication> application)
    {
        application.ToTable("producer_applications", RegistryModule.Schema, t => t.HasCheckConstraint("ck_producer_applications_consent", "(consent_by is null) = (consent_on is null) and (consent_by is null) = (consent_way is null)"));
        application.Property(a => a.ConsentBy).HasMaxLength(200);
        application.Property(a => a.Name).HasMaxLength(300);
        application.Property(a => a.NameFolded).HasMaxLength(300);
        application.Property(a => a.TaxCode).HasMaxLength(20);
        application.Property(a => a.RegistrationNumber).HasMaxLength(60);
        application.Property(a => a.Representative).HasMaxLength(200);
        application.Property(a => a.Address).HasMaxLength(500);
        application.Property(a => a.CommuneCode).HasMaxLength(5);
        application.Property(a => a.ProvinceCode).HasMaxLength(2);
        application.Property(a => a.FormerPlace).HasMaxLength(200);
        application.Property(a => a.Phone).HasMaxLength(40);
        application.Property(a => a.Email).HasMaxLength(200);
        application.Property(a => a.BankBin).HasMaxLength(6);
        application.Ignore(a => a.BankNumber);
        application.Property(a => a.BankNumberSeal).HasColumnName("bank_number").HasMaxLength(400);
        application.Property(a => a.BankHolder).HasMaxLength(BankDetails.LongestHolder);
        application.Property(a => a.DecidedBy).HasMaxLength(200);
        application.Property(a => a.ReturnReason).HasMaxLength(ProducerApplication.LongestReason);
        application.Ignore(a => a.Bank);
        application.HasMany(a => a.Papers).WithOne().HasForeignKey(p => p.ApplicationId).OnDelete(DeleteBehavior.Cascade);
        application.Navigation(a => a.Papers).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        application.HasIndex(a => a.EnteredBy);
        application.HasIndex(a => new { a.State, a.ProvinceCode, a.SubmittedAt });
        application.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<ApplicationPaper> paper)
    {
        paper.ToTable("application_papers", RegistryModule.Schema);
        paper.Property(p => p.Id).ValueGeneratedNever();
        paper.Property(p => p.Note).HasMaxLength(200);
        paper.HasIndex(p => p.Picture);
    }

    public void Configure(EntityTypeBuilder<ProducerBankAccount> account)
    {
        account.ToTable("producer_bank_accounts", RegistryModule.Schema);
        account.HasKey(a => a.ProducerId);
        account.Property(a => a.Bin).HasMaxLength(6);
        account.Ignore(a => a.Number);
        account.Property(a => a.Seal).HasColumnName("number").HasMaxLength(400).IsRequired();
        account.Property(a => a.Holder).HasMaxLength(BankDetails.LongestHolder);
        account.Ignore(a => a.Details);
    }
}
