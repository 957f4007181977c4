namespace CanaryOperator.Configuration;

/// <summary>The key <c>credentials</c>: how the storage initializer logs in.</summary>
internal sealed record CredentialsConfig
{
    /// <summary>Secret, in the namespace of the InferenceService, in which <c>storage.key</c> is looked up.</summary>
    public string StorageSpecSecretName { get; init; } = "storage-config";

    /// <summary>Key, in a service account's secret, of a Google credentials file.</summary>
    public string GcsCredentialFileName { get; init; } = "gcloud-application-credentials.json";

    /// <summary>Key, in a service account's secret, of the access key id.</summary>
    public string S3AccessKeyIdName { get; init; } = "AWS_ACCESS_KEY_ID";

    /// <summary>Key, in a service account's secret, of the secret access key.</summary>
    public string S3SecretAccessKeyName { get; init; } = "AWS_SECRET_ACCESS_KEY";
}
