using System.Diagnostics.Metrics;

namespace CanaryOperator.Runtime.LeaderElection;

/// <summary>Names as client-go has them.</summary>
internal static class LeaderElectionMetrics
{
    private static readonly Meter Meter = new("CanaryOperator.LeaderElection");

    private static readonly Gauge<int> MasterStatus = Meter.CreateGauge<int>(
        "leader_election_master_status", description: "1 while this process leads under the lease of that name, else 0.");

    private static readonly Counter<long> SlowPaths = Meter.CreateCounter<long>(
        "leader_election_slowpath_total", description: "Renewals for which the lease had to be read first.");

    public static void Candidate(string name)
    {
        Leads(name, false);
        SlowPaths.Add(0, new KeyValuePair<string, object?>("name", name));
    }

    public static void Leads(string name, bool leads) =>
        MasterStatus.Record(leads ? 1 : 0, new KeyValuePair<string, object?>("name", name));

    public static void SlowPath(string name) => SlowPaths.Add(1, new KeyValuePair<string, object?>("name", name));
}
