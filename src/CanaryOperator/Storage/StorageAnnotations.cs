using CanaryOperator.Api;

namespace CanaryOperator.Storage;

/// <summary>Annotations about where a model comes from.</summary>
internal static class StorageAnnotations
{
    /// <summary>On a component: only the string <c>false</c> lets the server write to its model's volume.</summary>
    public const string ReadOnly = "storage.kserve.io/readonly";

    /// <summary>On a revision template, next to the source: which key of the secret of stores to log in by.</summary>
    public static string Key(string group) => $"internal.{group}/storage-spec-key";

    /// <summary>On a revision template, next to the source: parameters of the store, a JSON object.</summary>
    public static string Parameters(string group) => $"internal.{group}/storage-spec-param";

    /// <summary>Whether only an operator writes it, of whichever group.</summary>
    public static bool AreInternal(string key) =>
        WellKnown.Groups.Any(group => key.StartsWith($"internal.{group}/storage-", StringComparison.Ordinal));
}
