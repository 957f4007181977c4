using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Cli.Launching;
using CanaryOperator.Cli.Launching.Iter8;
using CanaryOperator.Cli.Launching.Templates;
using CanaryOperator.Cli.Output;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>launch</c>: creates an Experiment, or replaces the one of that name.</summary>
internal sealed class LaunchCommand
{
    private const string Description =
        """
        Create an Experiment, or replace the one of that name and its history. Iter8 0.13's values are understood, too (--set).

        Examples:
          kubectl canary launch -g iris --isvc sklearn-iris --schedule '*/1 * * * *' \
            --objective 'kserve-prometheus/latency-p90<=75' --objective 'kserve-prometheus/error-count<=0' --notify slack:team-chat
          kubectl canary launch --dry --set "tasks={ready,custommetrics,assess}" --set ready.isvc=sklearn-iris \
            --set custommetrics.templates.kserve-prometheus=kserve-prometheus --set assess.SLOs.upper.kserve-prometheus/latency-p90=75
        """;

    private readonly CliHost _host;
    private readonly ClusterOptions _cluster;
    private readonly LaunchOptions _options = new();
    private readonly Option<string> _name = CommonOptions.Name();
    private readonly Option<string> _output = CommonOptions.Output("yaml", "json");
    private readonly Option<string[]> _sets = CommonOptions.Repeated("--set", "KEY=VALUE of Iter8 0.13, by Helm's rules.");
    private readonly Option<string[]> _textSets = CommonOptions.Repeated(
        "--set-string", "The same; the value is text whatever it looks like.");
    private readonly Option<string[]> _files = CommonOptions.Repeated("--values", "YAML file with Iter8's values; --set goes before it.");
    private readonly Option<bool> _dry = new("--dry") { Description = "Print what would be created, and create nothing." };

    private LaunchCommand(CliHost host, ClusterOptions cluster)
    {
        (_host, _cluster) = (host, cluster);
        _files.Aliases.Add("-f");
    }

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var launch = new LaunchCommand(host, cluster);
        var command = new Command("launch", Description) { launch._name };
        launch._options.AddTo(command);
        Option[] others = [launch._sets, launch._textSets, launch._files, launch._dry, launch._output];
        Array.ForEach(others, command.Add);
        command.SetAction(launch.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var cluster = Connect(parsed);
        var @namespace = cluster?.Namespace ?? _cluster.Namespace(parsed) ?? "default";
        var settings = Settings(parsed, @namespace);
        var target = LaunchTarget.Of(settings);
        var templates = await ResolveAsync(ExperimentBuilder.Templates(settings), @namespace, cancellationToken);
        var versions = await VersionsAsync(cluster, @namespace, settings, target, parsed.GetValue(_dry), cancellationToken);
        var load = await LoadSettings.ReadAsync(settings.Load, _host.Clock, cancellationToken);
        var experiment = ExperimentBuilder.Build(
            parsed.GetRequiredValue(_name), @namespace, settings, target, versions, templates, load);
        var manifests = templates.Values.Select(template => template.Manifest).OfType<MetricTemplate>().ToList();
        if (parsed.GetValue(_dry))
        {
            await _host.Output.WriteAsync(Text(parsed.GetRequiredValue(_output), experiment, manifests));
            return ExitCodes.Holds;
        }

        var replaced = await new ExperimentWriter(cluster!.Client).WriteAsync(experiment, manifests, cancellationToken);
        await _host.Output.WriteLineAsync($"experiment {experiment.Name()} {(replaced ? "replaced" : "created")}");
        return ExitCodes.Holds;
    }

    /// <returns>Null without a cluster, which only a dry run can do without.</returns>
    private Cluster? Connect(ParseResult parsed)
    {
        try
        {
            return _cluster.Connect(parsed);
        }
        catch (KubeConfigException e) when (parsed.GetValue(_dry))
        {
            _host.Note($"no cluster is asked: {e.Message}");
            return null;
        }
    }

    private LaunchSettings Settings(ParseResult parsed, string @namespace)
    {
        var values = Iter8Values.Read(
            parsed.GetRequiredValue(_files), parsed.GetRequiredValue(_sets), parsed.GetRequiredValue(_textSets));
        var settings = _options.Read(parsed, new Iter8Translation(values, @namespace, _host.Note).Translate());
        LoadSettings.Check(settings);
        return settings;
    }

    private async Task<IReadOnlyDictionary<string, ResolvedTemplate>> ResolveAsync(
        IReadOnlyDictionary<string, string> templates, string @namespace, CancellationToken cancellationToken)
    {
        var resolver = new TemplateResolver(_host);
        var resolved = new Dictionary<string, ResolvedTemplate>(StringComparer.Ordinal);
        foreach (var (source, value) in templates)
        {
            var template = await resolver.ResolveAsync(source, value, cancellationToken);
            resolved[source] = template.Manifest is not { } manifest
                ? template
                : template with { Manifest = manifest with { Metadata = manifest.Metadata with { NamespaceProperty = @namespace } } };
        }

        return resolved;
    }

    private async Task<IReadOnlyList<ExperimentVersion>?> VersionsAsync(
        Cluster? cluster,
        string @namespace,
        LaunchSettings settings,
        ExperimentTarget target,
        bool dry,
        CancellationToken cancellationToken)
    {
        if (settings.Versions is not { } versions)
        {
            return null;
        }

        if (cluster is null)
        {
            return VersionResolver.Named(versions);
        }

        try
        {
            return await new VersionResolver(cluster.Client, @namespace, _host.Note).ResolveAsync(target, versions, cancellationToken);
        }
        catch (KubernetesException e) when (dry || e.IsForbidden || e.IsNotFound)
        {
            _host.Note($"revisions are taken as they are written, since the cluster does not tell: {e.Message}");
            return VersionResolver.Named(versions);
        }
    }

    private static string Text(string format, Experiment experiment, IEnumerable<MetricTemplate> templates)
    {
        List<JsonObject> objects =
        [
            .. templates.Select(template => JsonSerializer.SerializeToNode(template, ApiJsonContext.Default.MetricTemplate)!.AsObject()),
            JsonSerializer.SerializeToNode(experiment, ApiJsonContext.Default.Experiment)!.AsObject(),
        ];
        return format.Equals("yaml", StringComparison.OrdinalIgnoreCase)
            ? YamlWriter.Write(objects)
            : string.Concat(objects.Select(json => json.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n"));
    }
}
