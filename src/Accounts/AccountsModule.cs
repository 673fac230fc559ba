using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Demo;
using OcopMarket.Accounts.Letters;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.Profile;
using OcopMarket.Accounts.Security;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Accounts.Staff;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Accounts;

public static class AccountsModule
{
    public const string Schema = "accounts";

    public static readonly ModelPart Model = new(typeof(AccountsModule).Assembly);

    public static IServiceCollection AddAccounts(this IServiceCollection services, AccountsSettings settings)
    {
        services.AddSingleton(Model).AddSingleton(WriteLetter.Texts).AddSingleton(settings).AddSettings(Staff.StaffSettings.All);
        services.AddScoped<AccountContext>().AddScoped<AccountSession>();
        services.AddIdentityCore<Account>(Configure)
            .AddUserStore<AccountStore>().AddClaimsPrincipalFactory<AccountClaims>().AddSignInManager<MarketSignIn>().AddDefaultTokenProviders();
        services.AddSingleton<AccountWork>();
        services.AddSingleton<SignUp>().AddSingleton<ConfirmEmail>().AddSingleton<AddAccount>();
        services.AddScoped<SignInByPassword>().AddScoped<SignInByCode>().AddScoped<SignInByPasskey>().AddScoped<SignOut>().AddScoped<SignOutEverywhere>();
        services.AddSingleton<AskForReset>().AddSingleton<ResetPassword>().AddScoped<ChangePassword>().AddScoped<AskForNewEmail>().AddSingleton<ConfirmNewEmail>().AddScoped<IPasswordCheck, PasswordCheck>();
        services.AddScoped<PrepareSecondFactor>().AddScoped<TurnOnSecondFactor>().AddScoped<RenewRecoveryCodes>().AddScoped<TurnOffSecondFactor>();
        services.AddScoped<PasskeyQuestions>().AddScoped<AddPasskey>().AddScoped<RemovePasskey>().AddScoped<ProtectionQueries>();
        services.Configure<IdentityPasskeyOptions>(passkeys => passkeys.UserVerificationRequirement = "required"); // it stands for both factors
        services.AddSingleton<AppointOfficer>().AddSingleton<EndAppointment>().AddSingleton<InvitePerson>().AddSingleton<ManageAccount>();
        services.AddSingleton<IStaff, StaffOfProducers>().AddSingleton<InvitationSecrets>().AddSingleton<StaffQueries>();
        services.AddSingleton<InviteStaff>().AddSingleton<WithdrawInvitation>().AddSingleton<AcceptInvitation>().AddSingleton<ChangeStaff>();
        services.AddScoped<ChangeProfile>().AddScoped<SetNewsConsent>().AddScoped<DeleteAccount>().AddSingleton<PersonalDataQueries>();
        services.AddOutboxHandler<StaffInvited, WriteInvitation>("accounts.write-invitation");
        services.AddSingleton<SignedInQueries>().AddSingleton<PeopleQueries>();
        services.AddSingleton<DemoAccounts>();
        services.AddOutboxHandler<LetterWanted, WriteLetter>("accounts.write-letter").AddOutboxHandler<NewEmailLetter, WriteNewEmailLetter>("accounts.write-new-email-letter");
        return services;
    }

    private static void Configure(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = ""; // the name is the e-mail address, whose shape is checked there
        identity.SignIn.RequireConfirmedEmail = true;
        identity.Lockout.MaxFailedAccessAttempts = 5;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);

        // Length is what counts (NIST SP 800-63B); demands for kinds of letters make people write "Matkhau1!".
        identity.Password.RequiredLength = AccountRules.ShortestPassword;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        identity.Password.RequiredUniqueChars = 4;
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.Stores.MaxLengthForKeys = 128;
    }
}
