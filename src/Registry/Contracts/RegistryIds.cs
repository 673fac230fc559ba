using OcopMarket.Platform;

namespace OcopMarket.Registry.Contracts;

/// <summary>A certified product as the registry knows it: one product of one producer, over all its certificates.</summary>
public readonly record struct ProductId(Guid Value) : ITypedId<ProductId>
{
    public static ProductId New() => new(Guid.CreateVersion7());

    public static ProductId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct CertificateId(Guid Value) : ITypedId<CertificateId>
{
    public static CertificateId New() => new(Guid.CreateVersion7());

    public static CertificateId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One run of an import; everything it changed can be undone by it.</summary>
public readonly record struct ImportRunId(Guid Value) : ITypedId<ImportRunId>
{
    public static ImportRunId New() => new(Guid.CreateVersion7());

    public static ImportRunId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
