using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace OcopMarket.Platform.Text;

/// <summary>
/// The texts of one pair of .resx files, each language read once. The framework's own localizer makes a key and asks the resource manager anew
/// for every word, which a page does some two hundred times.
/// </summary>
internal sealed class KeptTexts(ResourceManager resources) : IStringLocalizer
{
    private readonly ConcurrentDictionary<CultureInfo, FrozenDictionary<string, LocalizedString>> _languages = new();

    public LocalizedString this[string name] => OfReader().GetValueOrDefault(name) ?? new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound);
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => OfReader().Values;

    private FrozenDictionary<string, LocalizedString> OfReader() => _languages.GetOrAdd(CultureInfo.CurrentUICulture, Read);

    // What a language lacks its parents have; the last of them is the file without a language, which is Vietnamese.
    private FrozenDictionary<string, LocalizedString> Read(CultureInfo language)
    {
        var texts = new Dictionary<string, LocalizedString>();
        for (var culture = language; ; culture = culture.Parent)
        {
            foreach (var (name, text) in resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.Cast<DictionaryEntry>() ?? [])
            {
                texts.TryAdd((string)name, new((string)name, (string)text!));
            }

            if (culture.Equals(CultureInfo.InvariantCulture))
            {
                return texts.ToFrozenDictionary();
            }
        }
    }
}

internal sealed class KeptTextsFactory : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<string, KeptTexts> _texts = new();

    public IStringLocalizer Create(Type resourceSource) => _texts.GetOrAdd(resourceSource.FullName!, static (_, type) => new(new ResourceManager(type)), resourceSource);

    public IStringLocalizer Create(string baseName, string location)
        => _texts.GetOrAdd(baseName, static (name, assembly) => new(new ResourceManager(name, Assembly.Load(new AssemblyName(assembly)))), location);
}

public static class KeptTextsServices
{
    /// <summary>Texts from .resx files beside the classes that name them.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services)
        => services.AddSingleton<IStringLocalizerFactory, KeptTextsFactory>().AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
}
