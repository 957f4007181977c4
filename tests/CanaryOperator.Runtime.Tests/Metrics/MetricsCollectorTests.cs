using System.Diagnostics.Metrics;
using CanaryOperator.Runtime.Metrics;

namespace CanaryOperator.Runtime.Tests.Metrics;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly string _meterName = $"Test.{Guid.NewGuid()}";
    private readonly Meter _meter;
    private readonly MetricsCollector _collector;

    public MetricsCollectorTests()
    {
        _meter = new Meter(_meterName);
        _collector = new MetricsCollector(_meterName);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _collector.Dispose();
    }

    [Fact]
    public void Render_AllKinds_IsTheTextFormatInAStableOrder()
    {
        var requests = _meter.CreateCounter<long>("requests_total", description: "Requests, by code.");
        requests.Add(2, Tag("code", 500), Tag("a", "b"));
        requests.Add(40, Tag("code", 200));
        requests.Add(2, Tag("code", 200));
        var depth = _meter.CreateUpDownCounter<int>("queue_depth", description: "Keys waiting.");
        depth.Add(3);
        depth.Add(-1);
        _meter.CreateGauge<double>("ratio").Record(0.25);
        _meter.CreateObservableGauge("age_seconds", () => 1.5, description: "Age.");
        _meter.CreateObservableCounter("cpu_seconds_total", () => 12L);
        _meter.CreateObservableUpDownCounter("threads", () => new Measurement<int>(4, Tag("kind", "pool")));
        var time = _meter.CreateHistogram(
            "time_seconds", description: "Time.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        time.Record(0.1, Tag("verb", "GET"));
        time.Record(0.5, Tag("verb", "GET"));
        time.Record(7, Tag("verb", "GET"));

        _collector.Render().Should().Be("""
            # HELP age_seconds Age.
            # TYPE age_seconds gauge
            age_seconds 1.5
            # HELP cpu_seconds_total 
            # TYPE cpu_seconds_total counter
            cpu_seconds_total 12
            # HELP queue_depth Keys waiting.
            # TYPE queue_depth gauge
            queue_depth 2
            # HELP ratio 
            # TYPE ratio gauge
            ratio 0.25
            # HELP requests_total Requests, by code.
            # TYPE requests_total counter
            requests_total{a="b",code="500"} 2
            requests_total{code="200"} 42
            # HELP threads 
            # TYPE threads gauge
            threads{kind="pool"} 4
            # HELP time_seconds Time.
            # TYPE time_seconds histogram
            time_seconds_bucket{verb="GET",le="0.1"} 1
            time_seconds_bucket{verb="GET",le="1"} 2
            time_seconds_bucket{verb="GET",le="+Inf"} 3
            time_seconds_sum{verb="GET"} 7.6
            time_seconds_count{verb="GET"} 3

            """);
    }

    [Fact]
    public void Render_TextWithSpecialCharacters_IsEscaped()
    {
        _meter.CreateCounter<int>("escaped_total", description: "Back\\slash, \"quote\"\nand line.")
            .Add(1, Tag("path", "C:\\a \"b\"\nc"));

        _collector.Render().Should().Be(
            "# HELP escaped_total Back\\\\slash, \"quote\"\\nand line.\n"
            + "# TYPE escaped_total counter\n"
            + "escaped_total{path=\"C:\\\\a \\\"b\\\"\\nc\"} 1\n");
    }

    [Fact]
    public void Render_NamesThatPrometheusDoesNotAllow_AreMadeValid()
    {
        _meter.CreateCounter<int>("http.server-requests:sum").Add(1, Tag("http.code", 200), Tag("1st", "x"));

        _collector.Render().Should().Contain("http_server_requests:sum{_st=\"x\",http_code=\"200\"} 1\n");
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(0.1, "0.1")]
    [InlineData(12345678901, "12345678901")]
    public void Render_Numbers_AreThoseOfTheFormat(double value, string expected)
    {
        _meter.CreateGauge<double>("number").Record(value);

        _collector.Render().Should().EndWith($"\nnumber {expected}\n");
    }

    [Fact]
    public void Render_HistogramWithoutAdvice_HasTheUsualBuckets()
    {
        _meter.CreateHistogram<double>("h").Record(0.02);

        _collector.Render().Should().Contain("h_bucket{le=\"0.01\"} 0\nh_bucket{le=\"0.025\"} 1\n")
            .And.Contain("h_bucket{le=\"10\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_sum 0.02\nh_count 1\n");
    }

    [Fact]
    public void Render_InstrumentThatNeverMeasured_IsLeftOut()
    {
        _meter.CreateCounter<int>("never_total");
        _meter.CreateHistogram<double>("never_seconds");

        _collector.Render().Should().BeEmpty();
    }

    [Fact]
    public void Render_SeriesThatIsNoLongerObserved_IsGone()
    {
        var names = new List<string> { "one", "two" };
        _meter.CreateObservableGauge("objects", () => names.Select(name => new Measurement<int>(1, Tag("name", name))));
        _collector.Render().Should().Contain("\"one\"").And.Contain("\"two\"");

        names.Remove("one");

        _collector.Render().Should().NotContain("\"one\"").And.Contain("\"two\"");
    }

    [Fact]
    public void Render_OneNameInTwoMeters_IsOneFamily()
    {
        using var other = new Meter(_meterName + ".Other");
        _meter.CreateCounter<int>("shared_total").Add(1, Tag("from", "a"));
        other.CreateCounter<long>("shared_total").Add(2, Tag("from", "b"));
        other.CreateGauge<long>("shared_total").Record(3, Tag("from", "c"));

        _collector.Render().Should().Be(
            "# HELP shared_total \n# TYPE shared_total counter\nshared_total{from=\"a\"} 1\nshared_total{from=\"b\"} 2\n",
            "a gauge cannot join a counter");
    }

    [Fact]
    public void Render_OtherMeters_AreIgnored()
    {
        using var other = new Meter($"Other.{_meterName}");
        other.CreateCounter<int>("foreign_total").Add(1);

        _collector.Render().Should().BeEmpty();
    }

    [Fact]
    public void Render_ObservingCodeAndMeasuringCodeShareALock_DoesNotDeadlock()
    {
        var gate = new Lock();
        var counter = _meter.CreateCounter<int>("adds_total");
        using var measuring = new ManualResetEventSlim();
        _meter.CreateObservableGauge("depth", () =>
        {
            measuring.Wait(TimeSpan.FromSeconds(10)).Should().BeTrue();
            lock (gate)
            {
                return 1;
            }
        });
        var measurer = new Thread(() =>
        {
            lock (gate)
            {
                measuring.Set();
                counter.Add(1);
            }
        });
        measurer.Start();

        _collector.Render().Should().Contain("depth 1\n");
        measurer.Join(TimeSpan.FromSeconds(10)).Should().BeTrue();
    }

    [Fact]
    public async Task Counters_MeasuredByManyThreads_LoseNothing()
    {
        var counter = _meter.CreateCounter<int>("many_total");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                counter.Add(1);
            }
        })));

        _collector.Render().Should().EndWith("many_total 4000\n");
    }

    [Fact]
    public void ProcessMetrics_Always_TellTheBasicsAndTheBuild()
    {
        using var collector = new MetricsCollector("CanaryOperator.Process");
        using var process = new ProcessMetrics("1.2.3");

        var text = collector.Render();

        text.Should().Contain("canary_operator_build_info{version=\"1.2.3\"} 1\n")
            .And.MatchRegex("process_resident_memory_bytes [1-9][0-9]{6,}\n")
            .And.MatchRegex("process_cpu_seconds_total [0-9.]+\n")
            .And.MatchRegex("process_start_time_seconds 1[0-9]{9}(\\.[0-9]+)?\n")
            .And.MatchRegex("dotnet_gc_heap_size_bytes [1-9]")
            .And.Contain("dotnet_gc_collections_total{generation=\"2\"}");
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
