using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Architecture;

public sealed class ModuleTests
{
    private static readonly string Ground = Modules.Name(typeof(PlatformModule).Assembly);

    [Fact]
    public void Modules_lean_on_those_below_only()
    {
        var names = Modules.FromTheGroundUp.Select(Modules.Name).ToList();

        Assert.All(Modules.FromTheGroundUp, module => Assert.All(
            module.GetReferencedAssemblies().Where(r => names.Contains(r.Name!)),
            used => Assert.True(names.IndexOf(used.Name!) < names.IndexOf(Modules.Name(module)), $"{Modules.Name(module)} uses {used.Name}")));
    }

    [Fact]
    public void Modules_see_only_the_contracts_of_others()
        => Assert.Empty(Modules.OfTheTrade.SelectMany(module => TypesUsed(module)
            .Where(used => used.Module.StartsWith("OcopMarket.", StringComparison.Ordinal) && used.Module != Ground && used.Namespace != used.Module + ".Contracts")
            .Select(used => $"{Modules.Name(module)} uses {used.Namespace}.{used.Name}")));

    [Fact]
    public void Entities_and_their_configurations_are_hidden_and_sealed()
    {
        var configurations = Modules.OfTheTrade.SelectMany(m => m.GetTypes())
            .SelectMany(type => type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)), (type, i) => (type, entity: i.GenericTypeArguments[0]))
            .ToList();

        Assert.NotEmpty(configurations);
        Assert.All(configurations.SelectMany(c => new[] { c.type, c.entity }), type => Assert.True(type is { IsSealed: true, IsVisible: false }, $"{type} is not internal sealed"));
    }

    // What the compiled code names, wherever it does: fields, parameters, calls.
    private static List<(string Module, string Namespace, string Name)> TypesUsed(Assembly module)
    {
        using var file = new PEReader(File.OpenRead(module.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(t => t.ResolutionScope.Kind is HandleKind.AssemblyReference)
            .Select(t => (metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)t.ResolutionScope).Name), metadata.GetString(t.Namespace), metadata.GetString(t.Name)))];
    }
}
