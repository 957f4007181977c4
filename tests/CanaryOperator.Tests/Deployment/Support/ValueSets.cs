namespace CanaryOperator.Tests.Deployment.Support;

/// <summary>Sets of values that together touch every option of the chart.</summary>
public static class ValueSets
{
    internal static IReadOnlyList<string> Texts { get; } =
    [
        "",
        "replicas=1,podDisruptionBudget.enabled=false,nameOverride=canary",
        "fullnameOverride=rollouts,extraLabels.team=ml,podLabels.a=b,podAnnotations.c=d",
        "image.repository=somewhere/canary-operator,image.tag=1.2.3,image.pullPolicy=Always,image.pullSecrets[0].name=login",
        "image.digest=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "crds.install=false,runtimes.install=true",
        "watchNamespaces={team-a,team-b},storage.readCredentials=false",
        "maxConcurrentReconciles=16,log.level=Debug,log.json=false",
        "experiments.prometheusUrl=http://prometheus.monitoring:9090,experiments.allowedUrls={https://a.example.com/x,http://b:80},"
            + "experiments.workers=2,experiments.readCredentials=false",
        "experiments.notificationUrls={https://chat.example.com,https://github.example.com/api/v3}",
        "experiments.notificationUrls=null",
        "experiments.load.enabled=true,experiments.load.allowedUrls[0]=http://*.${namespace}.svc.cluster.local,"
            + "experiments.load.maxRate=1000,experiments.load.maxConnections=1000,"
            + "experiments.load.maxDurationSeconds=600,experiments.load.maxAtOnce=1",
        "config.create=true",
        "config.create=true,config.name=settings,config.data.ingress.ingressDomain=models.example.com",
        "webhook.enabled=false",
        "webhook.timeoutSeconds=10,webhook.excludedNamespaces={knative-serving,istio-system}",
        "webhook.certManager.enabled=true",
        "webhook.certManager.enabled=true,webhook.certManager.issuerRef.name=ours,webhook.certManager.issuerRef.kind=ClusterIssuer",
        "metrics.enabled=false,networkPolicy.enabled=true",
        "metrics.inferenceServices=true,metrics.serviceMonitor.enabled=true,metrics.serviceMonitor.labels.release=prometheus",
        "networkPolicy.enabled=true,networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.name=monitoring,"
            + "networkPolicy.egress[0].ports[0].port=443",
        "serviceAccount.create=false,serviceAccount.name=ours,rbac.create=false",
        "serviceAccount.name=ours,serviceAccount.annotations.role=reader",
        "resources=null,priorityClassName=system-cluster-critical,nodeSelector.pool=system",
        "tolerations[0].operator=Exists,affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution=null",
    ];

    public static TheoryData<string> All => new(Texts);

    /// <summary>As helm takes them.</summary>
    public static string[] Options(string values) => values.Length == 0 ? [] : ["--set", values];
}
