using CanaryOperator.Kubernetes.Configuration.KubeConfig;

namespace CanaryOperator.Kubernetes.Configuration;

internal static class UserMapping
{
    public static KubernetesClientConfiguration AddTo(
        KubernetesClientConfiguration configuration, SourcedEntry<UserEntry> user, ClusterEntry cluster)
    {
        var entry = user.Entry;
        if (entry.AuthProvider is not null)
        {
            throw user.Error("auth-provider was removed from Kubernetes; configure an exec plugin instead");
        }

        return configuration with
        {
            ClientCertificateData = user.Decode(entry.ClientCertificateData, "client-certificate-data"),
            ClientCertificateFilePath = user.FullPath(entry.ClientCertificate),
            ClientCertificateKeyData = user.Decode(entry.ClientKeyData, "client-key-data"),
            ClientKeyFilePath = user.FullPath(entry.ClientKey),
            AccessToken = NullIfEmpty(entry.Token),
            AccessTokenFile = user.FullPath(entry.TokenFile),
            Username = NullIfEmpty(entry.Username),
            Password = NullIfEmpty(entry.Password),
            Impersonation = Impersonation(user),
            Exec = entry.Exec is { } exec ? ExecMapping.ToConfiguration(user, exec, cluster) : null,
        };
    }

    private static ImpersonationConfiguration? Impersonation(SourcedEntry<UserEntry> user)
    {
        var entry = user.Entry;
        if (NullIfEmpty(entry.ImpersonateUser) is { } name)
        {
            return new ImpersonationConfiguration
            {
                UserName = name,
                Uid = NullIfEmpty(entry.ImpersonateUid),
                Groups = entry.ImpersonateGroups ?? [],
                Extra = entry.ImpersonateExtra ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal),
            };
        }

        // Left out silently, the request would be made with the user's own rights.
        var hasRest = NullIfEmpty(entry.ImpersonateUid) is not null || entry.ImpersonateGroups is { Count: > 0 } || entry.ImpersonateExtra is { Count: > 0 };
        return hasRest ? throw user.Error("as-uid, as-groups and as-user-extra need 'as', the user to impersonate") : null;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
