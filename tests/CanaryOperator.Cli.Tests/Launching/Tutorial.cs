namespace CanaryOperator.Cli.Tests.Launching;

/// <summary>The line of KServe's tutorial on canary testing, after <c>iter8 k</c>.</summary>
internal static class Tutorial
{
    public static string[] Launch { get; } =
    [
        "launch",
        "--set", "tasks={ready,custommetrics,assess}",
        "--set", "ready.isvc=sklearn-iris",
        "--set", "ready.timeout=180s",
        "--set", "custommetrics.templates.kserve-prometheus=https://gist.githubusercontent.com/kalantar/adc6c9b0efe483c00b8f0c20605ac36c/"
            + "raw/c4562e87b7ac0652b0e46f8f494d024307bff7a1/kserve-prometheus.tpl",
        "--set", "custommetrics.values.labels.service_name=sklearn-iris-predictor-default",
        "--set", "custommetrics.versionValues[0].labels.revision_name=sklearn-iris-predictor-default-00002",
        "--set", "custommetrics.versionValues[1].labels.revision_name=sklearn-iris-predictor-default-00001",
        "--set", "custommetrics.values.latencyPercentiles={50,75,90,95}",
        "--set", "assess.SLOs.upper.kserve-prometheus/latency-mean=50",
        "--set", "assess.SLOs.upper.kserve-prometheus/latency-p90=75",
        "--set", "assess.SLOs.upper.kserve-prometheus/error-count=0",
        "--set", "runner=cronjob",
        "--set", "cronjobSchedule=*/1 * * * *",
    ];
}
