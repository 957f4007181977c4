namespace CanaryOperator.Storage;

/// <summary>Access to Azure: what a secret has of an application's identity, or the key of a storage account.</summary>
internal static class AzureVariables
{
    private const string Prefix = "AZURE_";

    /// <summary>Keys of secrets from KFServing's time begin so; the variables are the same.</summary>
    private const string OldPrefix = "AZ_";

    private static readonly string[] Names =
        ["SUBSCRIPTION_ID", "TENANT_ID", "CLIENT_ID", "CLIENT_SECRET", "STORAGE_ACCESS_KEY"];

    public static IEnumerable<CredentialVariable> Of(StorageSecret secret)
    {
        foreach (var name in Names)
        {
            if (new[] { Prefix + name, OldPrefix + name }.FirstOrDefault(secret.DataKeys.Contains) is { } key)
            {
                yield return new(Prefix + name, key, secret.Name);
            }
        }
    }
}
