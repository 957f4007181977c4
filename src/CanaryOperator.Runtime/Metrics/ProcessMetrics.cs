using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.Metrics;

/// <summary>What every exporter tells about its process, under the names that dashboards know, and which build this is.</summary>
public sealed class ProcessMetrics : IDisposable
{
    private readonly Meter _meter = new("CanaryOperator.Process");

    public ProcessMetrics(string version)
    {
        using var process = Process.GetCurrentProcess();
        var startTime = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
        _meter.CreateObservableGauge(
            "process_resident_memory_bytes", () => Environment.WorkingSet, description: "Resident memory size in bytes.");
        _meter.CreateObservableCounter(
            "process_cpu_seconds_total",
            () => Environment.CpuUsage.TotalTime.TotalSeconds,
            description: "Total user and system CPU time spent in seconds.");
        _meter.CreateObservableGauge(
            "process_start_time_seconds", () => startTime, description: "Start time of the process since unix epoch in seconds.");
        _meter.CreateObservableGauge(
            "dotnet_gc_heap_size_bytes", () => GC.GetTotalMemory(forceFullCollection: false), description: "Size of the managed heap.");
        _meter.CreateObservableCounter(
            "dotnet_gc_collections_total", Collections, description: "Garbage collections, by generation.");
        _meter.CreateObservableGauge(
            "canary_operator_build_info",
            () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", version)),
            description: "Always 1; the label is the version.");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<int>> Collections()
    {
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            yield return new Measurement<int>(
                GC.CollectionCount(generation), new KeyValuePair<string, object?>("generation", generation));
        }
    }
}
