namespace CanaryOperator.Storage;

/// <summary>A secret of a service account as far as it is looked at: its values are never read.</summary>
internal sealed record StorageSecret(
    string Name, IReadOnlyDictionary<string, string> Annotations, IReadOnlyCollection<string> DataKeys);
