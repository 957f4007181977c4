using System.Net.Http.Headers;
using System.Text;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Tells the API server whom to act as.</summary>
internal static class ImpersonationHeaders
{
    private const string Prefix = "Impersonate-";
    private const string TokenPunctuation = "!#$&'*+-.^_`|~";

    public static bool IsOne(string headerName) => headerName.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>HTTP/2 would send several groups as one; see <see cref="RepeatedHeaderEncoding"/>.</summary>
    public static bool NeedHttp11(ImpersonationConfiguration impersonation) =>
        impersonation.Groups.Count > 1 || impersonation.Extra.Values.Any(values => values.Count > 1);

    public static void AddTo(HttpRequestHeaders headers, ImpersonationConfiguration impersonation)
    {
        headers.Add($"{Prefix}User", impersonation.UserName);
        if (impersonation.Uid is { } uid)
        {
            headers.Add($"{Prefix}Uid", uid);
        }

        if (impersonation.Groups.Count > 0)
        {
            headers.Add($"{Prefix}Group", RepeatedHeaderEncoding.Join(impersonation.Groups));
        }

        foreach (var (key, values) in impersonation.Extra.Where(extra => extra.Value.Count > 0))
        {
            headers.Add($"{Prefix}Extra-{Escape(key)}", RepeatedHeaderEncoding.Join(values));
        }
    }

    /// <summary>Header names know no case and few signs; the server undoes this.</summary>
    private static string Escape(string key)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(key.ToLowerInvariant()))
        {
            var isLegal = char.IsAsciiLetterOrDigit((char)b) || TokenPunctuation.Contains((char)b, StringComparison.Ordinal);
            escaped.Append(isLegal ? ((char)b).ToString() : $"%{b:X2}");
        }

        return escaped.ToString();
    }
}
