using System.CommandLine;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.People;

namespace OcopMarket.Web.Commands;

/// <summary><c>user …</c>: the first administrator is made here, since nobody else could give that right.</summary>
internal static class UserCommands
{
    private const string PasswordVariable = "MARKET_PASSWORD";

    public static Command Create() => new("user", CommandText.Say("User")) { Add() };

    private static Command Add()
    {
        var email = new Argument<string>("email") { Description = CommandText.Say("UserEmail") };
        var name = new Option<string>("--name") { Description = CommandText.Say("UserName"), Required = true };
        var administrator = new Option<bool>("--administrator") { Description = CommandText.Say("UserAdministrator") };
        var command = new Command("add", CommandText.Say("UserAdd", PasswordVariable)) { email, name, administrator };
        command.SetAction(async (call, ct) =>
        {
            var password = Environment.GetEnvironmentVariable(PasswordVariable) ?? AskPassword();
            await using var market = await CommandMarket.OpenAsync(ct);
            var kind = call.GetValue(administrator) ? AccountKind.Administrator : AccountKind.Member;
            var added = await market.Get<AddAccount>().RunAsync(new(CommandMarket.Operator, call.GetValue(name)!, call.GetRequiredValue(email), password, kind), ct);
            return market.Answer(added.Refusal, CommandText.Say(kind is AccountKind.Administrator ? "UserAddedAdministrator" : "UserAdded", call.GetRequiredValue(email)));
        });
        return command;
    }

    /// <summary>Never as an argument: other users of the machine could read it there.</summary>
    private static string AskPassword()
    {
        Console.Error.Write(CommandText.Say("UserPassword"));
        if (Console.IsInputRedirected)
        {
            return Console.ReadLine() ?? "";
        }

        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
