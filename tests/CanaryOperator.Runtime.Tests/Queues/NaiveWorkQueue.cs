namespace CanaryOperator.Runtime.Tests.Queues;

/// <summary>What a work queue means, written for reading: lists, and a look at everything each time.</summary>
internal sealed class NaiveWorkQueue
{
    private readonly List<int> _line = [];
    private readonly List<int> _onceMore = [];
    private readonly List<(int Key, double Due)> _delayed = [];
    private readonly int[] _failures = new int[256];
    private double _now;
    private bool _shutDown;

    public int Count => _line.Count;

    public List<int> WithWorkers { get; } = [];

    public void Add(int key)
    {
        if (_shutDown || _line.Contains(key) || _onceMore.Contains(key))
        {
            return;
        }

        (WithWorkers.Contains(key) ? _onceMore : _line).Add(key);
    }

    public void AddAfter(int key, double milliseconds)
    {
        if (milliseconds <= 0)
        {
            Add(key);
        }
        else if (!_shutDown)
        {
            var known = _delayed.Where(entry => entry.Key == key).Select(entry => entry.Due);
            var due = known.Append(_now + milliseconds).Min();
            _delayed.RemoveAll(entry => entry.Key == key);
            _delayed.Add((key, due));
        }
    }

    public void AddRateLimited(int key) => AddAfter(key, Math.Min(5 * Math.Pow(2, _failures[key]++), 1_000_000));

    public void Forget(int key) => _failures[key] = 0;

    public int Take()
    {
        var key = _line[0];
        _line.RemoveAt(0);
        WithWorkers.Add(key);
        return key;
    }

    public void Done(int key)
    {
        WithWorkers.Remove(key);
        if (_onceMore.Remove(key))
        {
            _line.Add(key);
        }
    }

    /// <summary>Keys that fall due at the same moment come in an order that nobody promised; the caller keeps the moments apart.</summary>
    public void Advance(double milliseconds)
    {
        _now += milliseconds;
        foreach (var (key, _) in _delayed.Where(entry => entry.Due <= _now).OrderBy(entry => entry.Due).ToList())
        {
            _delayed.RemoveAll(entry => entry.Key == key);
            Add(key);
        }
    }

    public void ShutDown()
    {
        _shutDown = true;
        _delayed.Clear();
    }
}
