using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Runtime.Events;
using CanaryOperator.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Configuration;

/// <summary>
/// The operator's configuration as it is now. Follows its ConfigMap; one that cannot be read is refused as a whole, loudly, and the last
/// good configuration stays. Thread-safe.
/// </summary>
internal sealed class ConfigurationSource
{
    private readonly NamespacedName _key;
    private readonly IEventRecorder _events;
    private readonly ILogger _logger;
    private volatile State _state = State.Initial;

    /// <param name="configMaps">Need not know more than the one called <paramref name="key"/>; must not run yet.</param>
    public ConfigurationSource(
        NamespacedName key, IResourceInformer<V1ConfigMap> configMaps, IEventRecorder events, ILogger<ConfigurationSource> logger)
    {
        (_key, _events, _logger) = (key, events, logger);
        configMaps.Register(Follow);
        logger.ConfigurationAwaited(key);
    }

    /// <summary>
    /// <see cref="Current"/> or <see cref="IsUsable"/> is another now. Raised on the informer's thread: be quick, do not throw.
    /// </summary>
    public event EventHandler? Changed;

    public InferenceServiceConfig Current => _state.Good.Config;

    /// <summary>
    /// False when the ConfigMap was refused and none has been good since the start. What was made by the last good configuration must then
    /// be left as it is: by the defaults it would all be written anew.
    /// </summary>
    public bool IsUsable => _state.IsUsable;

    /// <summary>Why the ConfigMap is refused; null while it is not.</summary>
    public string? LastError => _state.Error;

    private void Follow(V1ConfigMap? old, V1ConfigMap? current)
    {
        if (NamespacedName.Of((current ?? old)!.Metadata) != _key)
        {
            return;
        }

        var before = _state;
        if (current is null)
        {
            _logger.ConfigurationAbsent(_key);
            Move(before, State.Initial);
            return;
        }

        var reading = ConfigurationReader.Read(current.Data ?? new Dictionary<string, string>());
        if (reading.Errors.Count == 0)
        {
            var after = new State(reading, IsUsable: true, Error: null);
            var changes = Changes(before.Good, reading);
            if (changes.Length > 0 || before.Error is not null)
            {
                _logger.ConfigurationRead(_key, changes.Length > 0 ? changes : "nothing since the last good one");
            }

            Move(before, after);
            return;
        }

        // Informers tell of the same object again from time to time.
        var error = string.Join(" ", reading.Errors);
        if (error != before.Error)
        {
            _logger.ConfigurationRefused(_key, error);
            _events.Publish(current.MakeObjectReference(), EventType.Warning, "ConfigurationRefused", "Configure", error);
            Move(before, before with { Error = error, IsUsable = before.IsUsable && !ReferenceEquals(before, State.Initial) });
        }
    }

    private void Move(State before, State after)
    {
        _state = after;
        if (before.IsUsable != after.IsUsable || Changes(before.Good, after.Good).Length > 0)
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary><c>ingress.urlScheme: http -&gt; https, ...</c>; empty when there are none.</summary>
    private static string Changes(ConfigurationReading before, ConfigurationReading after) => string.Join(
        ", ",
        after.Settings
            .Where(setting => before.Settings[setting.Key] != setting.Value)
            .Select(setting => $"{setting.Key}: {Quote(before.Settings[setting.Key])} -> {Quote(setting.Value)}"));

    private static string Quote(string value) => value.Length == 0 ? "(none)" : value;

    private sealed record State(ConfigurationReading Good, bool IsUsable, string? Error)
    {
        /// <summary>No ConfigMap: KServe's shipped values.</summary>
        public static State Initial { get; } = new(ConfigurationReader.Read(new Dictionary<string, string>()), IsUsable: true, Error: null);
    }
}
