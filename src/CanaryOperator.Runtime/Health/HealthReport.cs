using System.Text;

namespace CanaryOperator.Runtime.Health;

/// <summary>The outcome of several checks, in the words of Kubernetes' own components.</summary>
internal sealed class HealthReport
{
    private readonly StringBuilder _lines = new();

    private HealthReport(string group)
    {
        Group = group;
    }

    public string Group { get; }

    public bool IsHealthy { get; private set; } = true;

    /// <summary>What is wrong, by check; for the log, since the body withholds it.</summary>
    public string Failures { get; private set; } = "";

    /// <param name="group"><c>healthz</c> or <c>readyz</c>.</param>
    /// <param name="checks">By name.</param>
    /// <param name="excluded">Names of checks to leave out.</param>
    public static HealthReport Of(string group, IReadOnlyDictionary<string, HealthCheck> checks, IReadOnlyCollection<string> excluded)
    {
        var report = new HealthReport(group);
        foreach (var (name, check) in checks.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (excluded.Contains(name))
            {
                report.AddExcluded(name);
            }
            else
            {
                report.Add(name, Ask(check));
            }
        }

        var unknown = excluded.Where(name => !checks.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            var names = string.Join(",", unknown.Select(name => $"\"{name}\""));
            report._lines.Append($"warn: some health checks cannot be excluded: no matches for {names}\n");
        }

        return report;
    }

    /// <summary>Null when healthy; exceptions are turned into failures.</summary>
    public static string? Ask(HealthCheck check)
    {
        try
        {
            return check();
        }
        catch (Exception exception)
        {
            return $"the check itself failed: {exception.Message}";
        }
    }

    public string Body(bool verbose)
    {
        if (IsHealthy)
        {
            return verbose ? $"{_lines}{Group} check passed\n" : "ok";
        }

        return $"{_lines}{Group} check failed\n";
    }

    private void AddExcluded(string name) => _lines.Append($"[+]{name} excluded: ok\n");

    private void Add(string name, string? failure)
    {
        if (failure is null)
        {
            _lines.Append($"[+]{name} ok\n");
            return;
        }

        IsHealthy = false;
        Failures += $"{(Failures.Length > 0 ? "; " : "")}{name}: {failure}";
        _lines.Append($"[-]{name} failed: reason withheld\n");
    }
}
