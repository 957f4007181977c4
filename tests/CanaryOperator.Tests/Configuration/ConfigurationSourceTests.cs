using CanaryOperator.Configuration;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Runtime;
using CanaryOperator.Tests.Support;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Tests.Configuration;

public sealed class ConfigurationSourceTests
{
    private const string Https = """{"urlScheme": "https"}""";
    private const string Broken = """{"urlScheme": "ftp"}""";

    private readonly FakeInformer<V1ConfigMap> _configMaps = new();
    private readonly RecordedEvents _events = new();
    private readonly RecordedLog _log = new();
    private readonly ConfigurationSource _source;
    private int _changes;

    public ConfigurationSourceTests()
    {
        _source = new(new NamespacedName("kserve", "inferenceservice-config"), _configMaps, _events, _log);
        _source.Changed += (_, _) => _changes++;
        _log.Lines.Clear();
    }

    [Fact]
    public void Without_a_ConfigMap_the_shipped_values_apply()
    {
        _source.Current.Should().BeEquivalentTo(InferenceServiceConfig.Default);
        _source.IsUsable.Should().BeTrue();
        _source.LastError.Should().BeNull();
    }

    [Fact]
    public void A_change_is_taken_over_logged_and_told()
    {
        _configMaps.Put(ConfigMap(Https));

        _source.Current.Ingress.UrlScheme.Should().Be("https");
        _log.Lines.Should().Equal(
            "Information: ConfigMap kserve/inferenceservice-config read; changed: ingress.urlScheme: http -> https");
        _changes.Should().Be(1);
    }

    [Fact]
    public void A_change_of_what_nobody_reads_wakes_nobody()
    {
        _configMaps.Put(ConfigMap(Https));
        _log.Lines.Clear();

        _configMaps.Put(ConfigMap("""{ "urlScheme":"https", "ingressClassName": "istio" }"""));

        (_changes, _log.Lines.Count).Should().Be((1, 0));
    }

    [Fact]
    public void The_last_good_configuration_outlives_a_bad_one()
    {
        _configMaps.Put(ConfigMap(Https));
        _log.Lines.Clear();

        _configMaps.Put(ConfigMap(Broken));

        _source.Current.Ingress.UrlScheme.Should().Be("https");
        _source.LastError.Should().Be("ingress.urlScheme (ftp) must be http or https.");
        _source.IsUsable.Should().BeTrue();
        _changes.Should().Be(1, "nothing changed for anybody");
        _log.Lines.Should().ContainSingle().Which.Should().Be(
            "Error: ConfigMap kserve/inferenceservice-config is refused, and the last good configuration stays: "
            + "ingress.urlScheme (ftp) must be http or https.");
        _events.Told.Should().Equal("Warning ConfigurationRefused: ingress.urlScheme (ftp) must be http or https.");
        _events.LastRegarding!.Kind.Should().Be("ConfigMap");
    }

    [Fact]
    public void A_bad_one_is_complained_of_once()
    {
        _configMaps.Put(ConfigMap(Broken));
        _configMaps.Put(ConfigMap(Broken));

        (_log.Lines.Count, _events.Told.Count).Should().Be((1, 1));
    }

    [Fact]
    public void A_correction_back_to_the_last_good_one_is_told_in_the_log_only()
    {
        _configMaps.Put(ConfigMap(Https));
        _configMaps.Put(ConfigMap(Broken));
        _log.Lines.Clear();

        _configMaps.Put(ConfigMap(Https));

        _source.LastError.Should().BeNull();
        _changes.Should().Be(1);
        _log.Lines.Should().Equal(
            "Information: ConfigMap kserve/inferenceservice-config read; changed: nothing since the last good one");
    }

    [Fact]
    public void Bad_from_the_start_is_not_usable_until_it_is_good()
    {
        _configMaps.Put(ConfigMap(Broken));

        _source.IsUsable.Should().BeFalse("by the defaults everything made before the start would be written anew");
        _changes.Should().Be(1);

        _configMaps.Put(ConfigMap("""{"urlScheme": "gopher"}"""));
        _source.IsUsable.Should().BeFalse();

        _configMaps.Put(ConfigMap("{}"));
        _source.IsUsable.Should().BeTrue();
        _changes.Should().Be(2, "who waited can go on");
    }

    [Fact]
    public void A_ConfigMap_that_goes_takes_its_settings_and_its_errors_with_it()
    {
        _configMaps.Put(ConfigMap(Https));
        _configMaps.Put(ConfigMap(Broken));
        _log.Lines.Clear();

        _configMaps.Remove(ConfigMap(Broken));

        _source.Current.Ingress.UrlScheme.Should().Be("http");
        _source.LastError.Should().BeNull();
        _changes.Should().Be(2);
        _log.Lines.Should().Equal("Information: ConfigMap kserve/inferenceservice-config is gone: KServe's shipped values apply");
    }

    [Fact]
    public void Other_ConfigMaps_are_not_its_business()
    {
        _configMaps.Put(ConfigMap(Https, "inferenceservice-config-backup"));

        _source.Current.Ingress.UrlScheme.Should().Be("http");
    }

    private static V1ConfigMap ConfigMap(string ingress, string name = "inferenceservice-config") => new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = new() { Name = name, NamespaceProperty = "kserve" },
        Data = new Dictionary<string, string> { ["ingress"] = ingress },
    };

    private sealed class RecordedLog : ILogger<ConfigurationSource>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
