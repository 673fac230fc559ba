using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace OcopMarket.Platform;

public static class InternalServices
{
    /// <summary>Registers a public use case or query over internal parts: its one constructor is internal, and the container alone would not find it.</summary>
    public static IServiceCollection AddInternal<T>(this IServiceCollection services) where T : class
    {
        var constructor = typeof(T).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Single();
        return services.AddSingleton(provider => (T)constructor.Invoke([.. constructor.GetParameters().Select(p => provider.GetRequiredService(p.ParameterType))]));
    }
}
