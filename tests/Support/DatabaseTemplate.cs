namespace OcopMarket.Tests.Support;

/// <summary>A schema made once, from which each test database is copied.</summary>
/// <param name="Name">Lower-case letters, digits and underscores; the same name is the same template.</param>
/// <param name="Migrate">Given the connection string of an empty database; leaves no connection open.</param>
public sealed record DatabaseTemplate(string Name, Func<string, Task> Migrate);
