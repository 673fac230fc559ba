namespace OcopMarket.Platform;

/// <summary>A setting is missing or cannot be used. The message names it, is a sentence for the operator and may be printed as it is.</summary>
public sealed class SettingException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
