using System.CommandLine;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Web.Commands;

/// <summary><c>registry …</c>: what officers decide, recorded at the machine.</summary>
internal static class RegistryCommands
{
    public static Command Create() => new("registry", CommandText.Say("Registry")) {
        ImportCommands.Import(), ImportCommands.Undo(), ImportCommands.Export(), Revoke(), Extend(), ImportCommands.Licence(), Suspend(), Restore(),
    };

    private static Command Revoke()
    {
        var (number, issuer, reason, document, documentDate) = Decision();
        var ground = new Option<RevocationGround>("--ground") { Description = CommandText.Say("Ground"), Required = true };
        var from = DayOption.Create("--from", "RevokeFrom");
        var command = new Command("revoke", CommandText.Say("Revoke")) { number, issuer, ground, reason, document, documentDate, from };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var result = await market.Get<RevokeCertificate>().RunAsync(
                new(CommandMarket.Operator, new(call.GetRequiredValue(number), call.GetValue(issuer)), call.GetRequiredValue(ground), call.GetRequiredValue(reason),
                    call.GetRequiredValue(document), call.GetValue(documentDate), call.GetValue(from)), ct);
            return market.Answer(result.Refusal, CommandText.Say("Revoked", call.GetRequiredValue(number)));
        });
        return command;
    }

    private static Command Extend()
    {
        var (number, issuer, reason, document, documentDate) = Decision();
        var to = DayOption.Create("--to", "ExtendTo", required: true);
        var command = new Command("extend", CommandText.Say("Extend")) { number, issuer, to, reason, document, documentDate };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var day = call.GetRequiredValue(to)!.Value;
            var result = await market.Get<ExtendCertificate>().RunAsync(
                new(CommandMarket.Operator, new(call.GetRequiredValue(number), call.GetValue(issuer)), day, call.GetRequiredValue(reason),
                    call.GetRequiredValue(document), call.GetValue(documentDate)), ct);
            return market.Answer(result.Refusal, CommandText.Say("Extended", call.GetRequiredValue(number), day));
        });
        return command;
    }

    private static Command Suspend()
    {
        var producer = new Argument<string>("producer") { Description = CommandText.Say("LicenceProducer") };
        var reason = new Option<string>("--reason") { Description = CommandText.Say("Reason"), Required = true };
        var urgent = new Option<UrgentGround?>("--urgent") { Description = CommandText.Say("SuspendUrgent") };
        var from = DayOption.Create("--from", "SuspendFrom");
        var command = new Command("suspend", CommandText.Say("Suspend")) { producer, reason, urgent, from };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var result = await market.Get<SuspendProducer>().RunAsync(
                new(CommandMarket.Operator, call.GetRequiredValue(producer), call.GetRequiredValue(reason), call.GetValue(from), call.GetValue(urgent)), ct);
            return market.Answer(result.Refusal, CommandText.Say("Suspended", call.GetRequiredValue(producer)));
        });
        return command;
    }

    private static Command Restore()
    {
        var producer = new Argument<string>("producer") { Description = CommandText.Say("LicenceProducer") };
        var reason = new Option<string>("--reason") { Description = CommandText.Say("Reason"), Required = true };
        var command = new Command("restore", CommandText.Say("Restore")) { producer, reason };
        command.SetAction(async (call, ct) =>
        {
            await using var market = await CommandMarket.OpenAsync(ct);
            var result = await market.Get<LiftSuspension>().RunAsync(new(CommandMarket.Operator, call.GetRequiredValue(producer), call.GetRequiredValue(reason)), ct);
            return market.Answer(result.Refusal, CommandText.Say("Restored", call.GetRequiredValue(producer)));
        });
        return command;
    }

    private static (Argument<string> Number, Option<string> Issuer, Option<string> Reason, Option<string> Document, Option<DateOnly?> DocumentDate) Decision() => (
        new Argument<string>("number") { Description = CommandText.Say("Number") },
        new Option<string>("--issuer") { Description = CommandText.Say("Issuer") },
        new Option<string>("--reason") { Description = CommandText.Say("Reason"), Required = true },
        new Option<string>("--document") { Description = CommandText.Say("Document"), Required = true },
        DayOption.Create("--document-date", "DocumentDate"));
}
