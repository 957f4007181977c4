namespace CanaryOperator.Storage;

/// <summary>A secret that is mounted as a folder.</summary>
internal sealed record CredentialFiles(string Volume, string Secret, string Path);
