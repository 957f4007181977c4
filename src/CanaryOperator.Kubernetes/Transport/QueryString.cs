using System.Text;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Appends parameters to a path; those without a value are left out.</summary>
internal sealed class QueryString(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _separator = '?';

    public QueryString Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _separator = '&';
        }

        return this;
    }

    public override string ToString() => _text.ToString();
}
