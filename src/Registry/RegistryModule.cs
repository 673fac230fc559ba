using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Demo;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Licences;
using OcopMarket.Registry.Misuse;
using OcopMarket.Registry.Offices;
using OcopMarket.Registry.Onboarding;
using OcopMarket.Registry.Producers;
using OcopMarket.Registry.Reminders;
using OcopMarket.Registry.Reports;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Registry;

public static class RegistryModule
{
    public const string Schema = "registry";

    public static readonly ModelPart Model = new(typeof(RegistryModule).Assembly);

    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddSingleton(Model).AddSettings(RegistrySettings.All);
        services.AddSingleton(TellApplicant.Letters).AddSingleton(WriteReminder.Letters).AddSingleton(TellProducerOfEnd.Letters).AddSingleton(TellProducerOfMeasure.Letters);
        services.AddSingleton(RuleSets.Instance);
        services.AddSingleton<ImportRegistry>().AddSingleton<UndoImport>().AddSingleton<ExportRegistry>();
        services.AddSingleton<ImportDesk>().AddSingleton<ImportFileQueries>().AddSingleton<RecordCertificate>();
        services.AddSingleton<RecordLicence>().AddSingleton<SuspendProducer>().AddSingleton<LiftSuspension>();
        services.AddSingleton<RevokeCertificate>().AddSingleton<ExtendCertificate>().AddSingleton<CorrectCertificate>().AddSingleton<CertificateFileQueries>();
        services.AddSingleton<CertificateQueries>().AddSingleton<RegisterQueries>().AddSingleton<CertificateDeskQueries>();
        services.AddSingleton<ProducerOrder>().AddSingleton(p => new ProducerQueries(Contexts(p), p.GetRequiredService<ProducerOrder>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IGoodsInForce, GoodsInForce>().AddSingleton<IForceHold, ForceHold>().AddSingleton<IProducerBook, ProducerBook>().AddSingleton<ILicenceBook, LicenceBook>().AddSingleton<ICertificateCover, CertificateCovers>().AddSingleton<IProductForce, ProductForces>();
        services.AddSingleton<CertificateEnds>().AddSingleton<ICertificateEnds>(p => p.GetRequiredService<CertificateEnds>());
        services.AddSingleton<BeginApplication>().AddSingleton<SaveApplication>().AddSingleton<SubmitApplication>().AddSingleton<ConfirmApplication>().AddSingleton<ReturnApplication>();
        services.AddSingleton<ApplicationQueries>().AddScoped<ChangeBankAccount>().AddSingleton<BankAccountQueries>().AddSingleton<IProducerAccounts, ProducerAccounts>().AddSingleton<IPictureUse, ApplicationPapers>().AddSingleton<IForgetPerson, ForgetApplicant>();
        services.AddOutboxHandler<ApplicationDecided, TellApplicant>("registry.tell-applicant");
        services.AddSingleton<DemoRegistry>().AddSingleton<GeneratedCertificates>().AddSingleton<IDemoPresence>(provider => provider.GetRequiredService<DemoRegistry>());
        services.AddSingleton<IPictureUse, MisusePictures>().AddSingleton<SendMisuseReport>().AddSingleton<AnswerMisuseReport>().AddSingleton<MisuseQueries>().AddSingleton<OfficeFigures>();
        services.AddSingleton<CaseFilters>().AddSingleton<ICaseFilters>(p => p.GetRequiredService<CaseFilters>()).AddSingleton<DeclareAbsence>().AddSingleton<EndAbsence>().AddSingleton<AbsenceQueries>();
        services.AddSingleton<ICases, ApplicationCases>().AddSingleton<ICases, LicenceProposalCases>().AddSingleton<ICases, AppealCases>().AddSingleton<ICases, MisuseCases>().AddSingleton<ICases, ImportCases>();
        services.AddSingleton(p => new TakeCase(Contexts(p), p.GetServices<ICases>(), p.GetRequiredService<CaseFilters>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new HandOverCase(Contexts(p), p.GetServices<ICases>(), p.GetRequiredService<IStaff>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new PutCaseBack(Contexts(p), p.GetServices<ICases>(), p.GetRequiredService<CaseFilters>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new CaseQueries(Contexts(p), p.GetServices<ICases>(), p.GetRequiredService<CaseFilters>(), p.GetRequiredService<IStaff>(), p.GetRequiredService<AreaDirectory>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReportQueries>().AddSingleton<SendReport>().AddSingleton<SentReportQueries>();
        services.AddSingleton<AppealSuspension>().AddSingleton<AnswerAppeal>().AddSingleton<ProducerDeskQueries>();
        services.AddSingleton<ProposeLicence>().AddSingleton<AnswerLicenceProposal>().AddSingleton<WithdrawLicence>().AddSingleton<LicenceQueries>();
        services.AddOutboxHandler<MeasureTaken, TellProducerOfMeasure>("registry.tell-producer-of-measure").AddOutboxHandler<ReminderDue, WriteReminder>("registry.write-reminder");
        services.AddMarketJob<SealAccountsJob>(SealAccountsJob.Name);
        services.AddMarketJob<ReminderJob>(ReminderJob.Name, crons: ["0 30 6 * * ?"]);
        services.AddOutboxHandler<CertificateEnded, TellProducerOfEnd>("registry.tell-producer-of-end");
        return services;
    }

    private static IDbContextFactory<MarketDbContext> Contexts(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<MarketDbContext>>();
}
