using System.Reflection;

namespace OcopMarket.Web.Hosting;

/// <summary>Assemblies with further pages. Only tests have some, to try what no page of the market uses yet.</summary>
public sealed record ExtraPages(params Assembly[] Assemblies);
