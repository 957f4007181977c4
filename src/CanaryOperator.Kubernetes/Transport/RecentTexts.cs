namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Remembers what has been said, in bounded memory: when full it forgets everything, and a text may come up again.</summary>
internal sealed class RecentTexts
{
    private const int Capacity = 256;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>True the first time.</summary>
    public bool Add(string text)
    {
        lock (_gate)
        {
            if (_texts.Count >= Capacity)
            {
                _texts.Clear();
            }

            return _texts.Add(text);
        }
    }
}
