namespace OcopMarket.Platform;

/// <summary>A typed key; mapped to <c>uuid</c> by convention in every module.</summary>
public interface ITypedId<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>A producer (chủ thể) as the registry knows it; shared, since every module speaks of producers.</summary>
public readonly record struct ProducerId(Guid Value) : ITypedId<ProducerId>
{
    public static ProducerId New() => new(Guid.CreateVersion7());

    public static ProducerId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A person with an account; shared, since every module notes who acted.</summary>
public readonly record struct AccountId(Guid Value) : ITypedId<AccountId>
{
    public static AccountId New() => new(Guid.CreateVersion7());

    public static AccountId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
