using System.Collections.Concurrent;

namespace CanaryOperator.Runtime.Health;

/// <summary>The checks behind <c>/healthz</c> (restart me if they fail) and <c>/readyz</c> (send me no requests while they fail).</summary>
public sealed class HealthChecks
{
    private readonly ConcurrentDictionary<string, HealthCheck> _live = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HealthCheck> _ready = new(StringComparer.Ordinal);

    public HealthChecks()
    {
        AddLiveness("ping", () => null);
        AddReadiness("ping", () => null);
    }

    internal IReadOnlyDictionary<string, HealthCheck> Live => _live;

    internal IReadOnlyDictionary<string, HealthCheck> Ready => _ready;

    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void AddLiveness(string name, HealthCheck check) => Add(_live, name, check);

    /// <inheritdoc cref="AddLiveness"/>
    public void AddReadiness(string name, HealthCheck check) => Add(_ready, name, check);

    private static void Add(ConcurrentDictionary<string, HealthCheck> checks, string name, HealthCheck check)
    {
        if (!checks.TryAdd(name, check))
        {
            throw new ArgumentException($"There is a health check '{name}' already.", nameof(name));
        }
    }
}
