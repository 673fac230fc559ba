using System.Reflection;

namespace OcopMarket.Platform.Data;

/// <summary>A module's share of the one model: the assembly with its entity configurations and typed ids.</summary>
public sealed record ModelPart(Assembly Assembly);
