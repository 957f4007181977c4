using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CanaryOperator.Kubernetes.Tests.Support;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Errors;

public sealed class RequestMetricsTests : WireTest
{
    [Fact]
    public async Task Exchanges_AreCountedByCodeMethodAndHost()
    {
        var counted = new ConcurrentQueue<string>();
        var timed = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "CanaryOperator.Kubernetes")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(counted, $"{instrument.Name} {value}", tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(timed, instrument.Name, tags));
        listener.Start();
        Server.Then(Replies.Json(Widgets.Json()), Replies.Status(404, "NotFound"), Replies.HangUp);

        await GetAsync();
        await GetAsync();
        await FailureOfAsync(Client.CreateAsync(Widgets.Resource, Widgets.New(), None));

        counted.Should().Equal(
            "rest_client_requests_total 1 code=200 method=GET",
            "rest_client_requests_total 1 code=404 method=GET",
            "rest_client_requests_total 1 code=<error> method=POST");
        timed.Should().Equal(
            "rest_client_request_duration_seconds verb=GET",
            "rest_client_request_duration_seconds verb=GET",
            "rest_client_request_duration_seconds verb=POST");
    }

    /// <summary>Other tests share the meter, but not the host.</summary>
    private void Note(ConcurrentQueue<string> notes, string what, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = tags.ToArray();
        if (labels.Any(label => label.Key == "host" && Equals(label.Value, Server.Host.Authority)))
        {
            var others = labels.Where(label => label.Key != "host").Select(label => $"{label.Key}={label.Value}");
            notes.Enqueue($"{what} {string.Join(' ', others)}");
        }
    }
}
