using System.CommandLine;
using System.CommandLine.Parsing;
using CanaryOperator.Experiments.Load;
using CanaryOperator.Runtime.Hosting;
using Serilog.Events;

namespace CanaryOperator.Options;

/// <summary>The command line. Names and defaults are those of other Kubernetes controllers where they have them.</summary>
internal static class OperatorCommand
{
    private const int SecondsPerDay = 86_400;

    public static RootCommand Create(Func<OperatorOptions, CancellationToken, Task<int>> run)
    {
        var defaults = new OperatorOptions();
        var election = defaults.LeaderElection;
        var kubeconfig = Text("--kubeconfig", "Path of a kubeconfig. Default: KUBECONFIG, the pod's service account, ~/.kube/config.");
        var context = Text("--context", "Context of the kubeconfig. Default: its current one.");
        var @namespace = Text(
            "--namespace", "Where the operator keeps its Lease and its configuration. Default: the pod's or the context's namespace.");
        var configMap = Value("--config-map", "ConfigMap, in that namespace, with the configuration.", defaults.ConfigMap);
        var watch = Names("--watch-namespaces", "Namespaces to look after, separated by commas. Default: all.");
        var leaderElect = Value("--leader-elect", "Act only while holding the Lease: needed with several replicas.", defaults.LeaderElect);
        var lease = Duration("--leader-elect-lease-duration", "Seconds that others wait before they take over.", election.LeaseDuration);
        var renew = Duration("--leader-elect-renew-deadline", "Seconds that the leader tries to renew.", election.RenewDeadline);
        var retry = Duration("--leader-elect-retry-period", "Seconds between two attempts.", election.RetryPeriod);
        var metrics = Address("--metrics-bind-address", "Where /metrics is served; 0 for nowhere.", ":8080");
        var gauges = Value(
            "--inference-service-metrics", "Also serve shares and phase of every InferenceService.", defaults.InferenceServiceMetrics);
        var health = Address("--health-probe-bind-address", "Where /healthz and /readyz are served; 0 for nowhere.", ":8081");
        var workers = Count("--max-concurrent-reconciles", "InferenceServices reconciled at the same time.", defaults.Workers);
        var logJson = Value(
            "--log-json", "Log JSON, one object a line. Default: when the output is no terminal.", Console.IsOutputRedirected);
        var logLevel = Value("--log-level", "Verbose, Debug, Information, Warning or Error.", defaults.LogLevel);

        var webhooks = defaults.Webhooks;
        var webhookAddress = Address("--webhook-bind-address", "Where admission webhooks are served over HTTPS; 0 for nowhere.", "0");
        var webhookService = Value("--webhook-service-name", "Service in front of the webhooks.", webhooks.ServiceName);
        var webhookHost = Text("--webhook-host", "Further host by which the webhooks are reached.");
        var webhookName = Value(
            "--webhook-configuration-name", "Name of the webhook configurations whose CA bundle is kept.", webhooks.ConfigurationName);
        var webhookSecret = Value(
            "--webhook-certificate-secret", "Secret with the certificate that replicas share.", webhooks.CertificateSecret);
        var webhookFolder = Text("--webhook-certificate-dir", "Folder with tls.crt and tls.key, for example of cert-manager.");

        var prometheus = new Option<Uri?>("--experiments-prometheus-url")
        {
            Description = "Prometheus of Experiments whose metrics name no other. Default: none.",
            CustomParser = result => ParseUrl("--experiments-prometheus-url", result, result.Tokens[0].Value),
        };
        var allowedUrls = new Option<Uri[]>("--experiments-allowed-urls")
        {
            Description = "Address that Experiments may have asked besides, with all that is below it; may be repeated. Default: none.",
            DefaultValueFactory = _ => [],
            CustomParser = result => [.. result.Tokens
                .Select(token => ParseUrl("--experiments-allowed-urls", result, token.Value)).OfType<Uri>()],
        };
        var notificationUrls = new Option<Uri[]>("--experiments-notification-urls")
        {
            Description = "Address that may be told about Experiments, with all that is below it; may be repeated; none for none. "
                + "Default: "
                + string.Join(" and ", defaults.Experiments.NotificationUrls.Select(url => url.GetLeftPart(UriPartial.Authority)))
                + ".",
            DefaultValueFactory = _ => [.. defaults.Experiments.NotificationUrls],
            CustomParser = result => [.. result.Tokens.Where(token => token.Value != "none")
                .Select(token => ParseUrl("--experiments-notification-urls", result, token.Value)).OfType<Uri>()],
        };
        var load = defaults.Experiments.Load;
        var loadEnabled = Value("--experiments-load", "Send the load that Experiments ask for.", load.Enabled);
        var loadUrls = new Option<string[]>("--experiments-load-allowed-urls")
        {
            Description = "Address that load may be sent to, with all that is below it; may be repeated. "
                + "Its host may begin with *. for one label, and have ${namespace} for the Experiment's. Default: none.",
            DefaultValueFactory = _ => [],
            CustomParser = result =>
                [.. result.Tokens.Select(token => ParsePattern("--experiments-load-allowed-urls", result, token.Value))],
        };
        var loadRate = Count("--experiments-load-max-rate", "Requests per second of one load.", load.MaxRate);
        var loadDuration = Duration("--experiments-load-max-duration", "Seconds that one load may take.", load.MaxDuration);
        var loadConnections = Count("--experiments-load-max-connections", "Connections of one load.", load.MaxConnections);
        var loadAtOnce = Count("--experiments-load-max-at-once", "Experiments whose load is sent at the same time.", load.MaxAtOnce);
        var experimentWorkers = Count("--experiments-workers", "Experiments measured at the same time.", defaults.Experiments.Workers);

        const string purpose = "Rolls out new versions of served ML models: splits traffic between the last good one and the newest.";
        var command = new RootCommand(purpose)
        {
            kubeconfig, context, @namespace, configMap, watch, leaderElect, lease, renew, retry, metrics, gauges, health,
            workers, logJson, logLevel,
            webhookAddress, webhookService, webhookHost, webhookName, webhookSecret, webhookFolder,
            prometheus, allowedUrls, notificationUrls, experimentWorkers,
            loadEnabled, loadUrls, loadRate, loadDuration, loadConnections, loadAtOnce,
        };
        command.SetAction((parsed, cancellationToken) => run(
            new()
            {
                Kubeconfig = parsed.GetValue(kubeconfig),
                Context = parsed.GetValue(context),
                Namespace = parsed.GetValue(@namespace),
                ConfigMap = parsed.GetValue(configMap)!,
                WatchNamespaces = parsed.GetValue(watch)!,
                LeaderElect = parsed.GetValue(leaderElect),
                LeaderElection = new()
                {
                    LeaseDuration = parsed.GetValue(lease),
                    RenewDeadline = parsed.GetValue(renew),
                    RetryPeriod = parsed.GetValue(retry),
                },
                MetricsAddress = parsed.GetValue(metrics)!,
                InferenceServiceMetrics = parsed.GetValue(gauges),
                HealthAddress = parsed.GetValue(health)!,
                Webhooks = new()
                {
                    Address = parsed.GetValue(webhookAddress)!,
                    ServiceName = parsed.GetValue(webhookService)!,
                    Host = parsed.GetValue(webhookHost),
                    ConfigurationName = parsed.GetValue(webhookName)!,
                    CertificateSecret = parsed.GetValue(webhookSecret)!,
                    CertificateFolder = parsed.GetValue(webhookFolder),
                },
                Experiments = new()
                {
                    PrometheusUrl = parsed.GetValue(prometheus),
                    AllowedUrls = parsed.GetValue(allowedUrls)!,
                    NotificationUrls = parsed.GetValue(notificationUrls)!,
                    Workers = parsed.GetValue(experimentWorkers),
                    Load = new()
                    {
                        Enabled = parsed.GetValue(loadEnabled),
                        AllowedUrls = parsed.GetValue(loadUrls)!,
                        MaxRate = parsed.GetValue(loadRate),
                        MaxDuration = parsed.GetValue(loadDuration),
                        MaxConnections = parsed.GetValue(loadConnections),
                        MaxAtOnce = parsed.GetValue(loadAtOnce),
                    },
                },
                Workers = parsed.GetValue(workers),
                LogJson = parsed.GetValue(logJson),
                LogLevel = parsed.GetValue(logLevel),
            },
            cancellationToken));
        return command;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => [],
        CustomParser = result =>
            result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    };

    private static Option<T> Value<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<int> Count(string name, string description, int value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var count) && count >= 1)
            {
                return count;
            }

            result.AddError($"{name} must be a whole number of at least 1, not '{result.Tokens[0].Value}'.");
            return value;
        },
    };

    private static Option<TimeSpan> Duration(string name, string description, TimeSpan value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, out var seconds) && seconds is > 0 and <= SecondsPerDay)
            {
                return TimeSpan.FromSeconds(seconds);
            }

            result.AddError($"{name} must be a number of seconds above 0 and up to {SecondsPerDay}, not '{result.Tokens[0].Value}'.");
            return value;
        },
    };

    private static Option<ListenAddress> Address(string name, string description, string value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => ListenAddress.Parse(value),
        CustomParser = result =>
        {
            try
            {
                return ListenAddress.Parse(result.Tokens[0].Value);
            }
            catch (FormatException exception)
            {
                result.AddError($"{name}: {exception.Message}");
                return null;
            }
        },
    };

    /// <summary>An address once its variable parts are filled in.</summary>
    private static string ParsePattern(string name, ArgumentResult result, string text)
    {
        _ = ParseUrl(name, result, LoadUrlPolicy.Fill(text, "any", "any")?.OriginalString ?? text);
        return text;
    }

    private static Uri? ParseUrl(string name, ArgumentResult result, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url is { UserInfo: "", Query: "", Fragment: "" })
        {
            return url;
        }

        result.AddError($"{name} must be an address that begins with http:// or https://, without a user, a query or a fragment.");
        return null;
    }
}
