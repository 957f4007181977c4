using CanaryOperator.Configuration;

namespace CanaryOperator.Storage;

/// <summary>What the storage initializer logs in to stores with. Of secrets it has names and keys, never what is secret.</summary>
internal sealed record StorageCredentials(IReadOnlyList<CredentialVariable> Variables, IReadOnlyList<CredentialFiles> Files)
{
    private const string GoogleFolder = "/var/secrets";

    public static StorageCredentials None { get; } = new([], []);

    /// <param name="secrets">Of the pod's service account, in its order; where two say the same, the later wins.</param>
    public static StorageCredentials From(IReadOnlyList<StorageSecret> secrets, CredentialsConfig config)
    {
        var variables = secrets
            .SelectMany(secret => VariablesOf(secret, config))
            .GroupBy(variable => variable.Name, StringComparer.Ordinal)
            .Select(group => group.Last());
        var files = secrets
            .SelectMany(secret => FilesOf(secret, config))
            .GroupBy(mount => mount.Volume, StringComparer.Ordinal)
            .Select(group => group.Last());
        return new([.. variables], [.. files]);
    }

    private static IEnumerable<CredentialVariable> VariablesOf(StorageSecret secret, CredentialsConfig config)
    {
        foreach (var variable in S3Variables.Of(secret, config).Concat(AzureVariables.Of(secret)).Concat(HttpVariables.Of(secret)))
        {
            yield return variable;
        }

        if (secret.DataKeys.Contains(config.GcsCredentialFileName))
        {
            yield return new("GOOGLE_APPLICATION_CREDENTIALS", $"{GoogleFolder}/{config.GcsCredentialFileName}");
        }

        const string huggingFaceToken = "HF_TOKEN";
        if (secret.DataKeys.Contains(huggingFaceToken))
        {
            yield return new(huggingFaceToken, huggingFaceToken, secret.Name);
        }
    }

    private static IEnumerable<CredentialFiles> FilesOf(StorageSecret secret, CredentialsConfig config)
    {
        if (secret.DataKeys.Contains(config.GcsCredentialFileName))
        {
            yield return new("user-gcp-sa", secret.Name, GoogleFolder);
        }

        if (secret.DataKeys.Contains("HDFS_NAMENODE"))
        {
            yield return new("hdfs-secrets", secret.Name, "/var/secrets/kserve-hdfscreds");
        }
    }
}
