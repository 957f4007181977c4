using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Tests.Simulation;

/// <summary>Keeps what was logged, with the scopes that were open.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly List<object> _scopes = [];

    public List<Entry> Entries { get; } = [];

    public IEnumerable<string> At(LogLevel level) => Entries.Where(entry => entry.Level == level).Select(entry => entry.Message);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _scopes.Add(state);
        return new Scope(() => _scopes.Remove(state));
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Add(new Entry(logLevel, formatter(state, exception), exception, [.. _scopes]));

    internal sealed record Entry(LogLevel Level, string Message, Exception? Exception, IReadOnlyList<object> Scopes);

    private sealed class Scope(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
