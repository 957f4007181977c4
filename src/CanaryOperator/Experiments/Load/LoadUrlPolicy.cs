using CanaryOperator.Experiments.Http;
using CanaryOperator.Experiments.Templates;

namespace CanaryOperator.Experiments.Load;

/// <summary>
/// Where load may go: to addresses as <see cref="UrlPolicy"/> has them, whose host may begin with <c>*.</c> for any one label, as names of
/// revisions change, and may contain <c>${namespace}</c> for the Experiment's own: <c>http://*.${namespace}.svc.cluster.local</c>.
/// </summary>
internal sealed class LoadUrlPolicy(IReadOnlyList<string> allowed)
{
    private const string Namespace = $"${{{TemplateValues.Namespace}}}";
    private const string AnyLabel = "://*.";

    /// <exception cref="TemplateException">It may not; the message says what may.</exception>
    public void Check(Uri url, string @namespace)
    {
        if (url.UserInfo.Length > 0)
        {
            throw new TemplateException("its url must have no user and password in it");
        }

        var label = url.IdnHost.Split('.')[0];
        if (!new UrlPolicy([.. allowed.Select(text => Fill(text, label, @namespace)).OfType<Uri>()]).Allows(url))
        {
            throw new TemplateException(
                $"no load may be sent to {url.GetLeftPart(UriPartial.Path)}: the operator's configuration "
                + (allowed.Count == 0 ? "allows no address" : $"allows {string.Join(", ", allowed)}")
                + " (--experiments-load-allowed-urls)");
        }
    }

    /// <summary>The address for one host and namespace; null when there is none of that name.</summary>
    public static Uri? Fill(string allowed, string label, string @namespace) =>
        Uri.TryCreate(
            allowed.Replace(AnyLabel, $"://{label}.", StringComparison.Ordinal).Replace(Namespace, @namespace, StringComparison.Ordinal),
            UriKind.Absolute,
            out var url)
            ? url
            : null;
}
