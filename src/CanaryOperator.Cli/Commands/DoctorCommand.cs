using System.CommandLine;
using System.Text.Json;
using CanaryOperator.Api;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Api.V1Beta1;
using CanaryOperator.Api.Validation;
using CanaryOperator.Cli.Doctoring;
using CanaryOperator.Cli.Launching;
using CanaryOperator.Cli.Launching.Templates;
using CanaryOperator.Cli.Viewing;

namespace CanaryOperator.Cli.Commands;

/// <summary><c>doctor</c>: which query has data for which version now.</summary>
internal sealed class DoctorCommand
{
    private const string Description =
        """
        Tell which metric has data for which version now, why others have none, and what was asked for them. The operator measures once
        what an Experiment measures, by an Experiment of its own that is deleted afterwards; with --isvc, what one would measure.

        Exit codes: 0 every metric of every version has data; 1 one has none, or the target or a provider is the problem; 4 the operator
        did not measure in time.

        Examples:
          kubectl canary doctor sklearn-iris
          kubectl canary doctor --isvc sklearn-iris --template kserve-prometheus --provider-url http://prometheus.monitoring:9090
        """;

    private readonly CliHost _host;
    private readonly ClusterOptions _cluster;
    private readonly LaunchOptions _options = new();
    private readonly Argument<string?> _experiment = new("experiment")
    {
        Description = "Name of the Experiment.", Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _name = CommonOptions.Name();
    private readonly Option<string> _output = CommonOptions.Output("text", "json");
    private readonly Option<string> _timeout = new("--timeout")
    {
        Description = "How long to wait for the operator, as in 60s.", DefaultValueFactory = _ => "60s",
    };

    private DoctorCommand(CliHost host, ClusterOptions cluster)
    {
        (_host, _cluster) = (host, cluster);
    }

    public static Command Create(CliHost host, ClusterOptions cluster)
    {
        var doctor = new DoctorCommand(host, cluster);
        var command = new Command("doctor", Description) { doctor._experiment, doctor._name };
        doctor._options.AddMeasuringTo(command);
        command.Add(doctor._timeout);
        command.Add(doctor._output);
        command.SetAction(doctor.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var patience = GoDuration.ToTimeSpan(parsed.GetRequiredValue(_timeout)) is { TotalSeconds: > 0 and < int.MaxValue } given
            ? given
            : throw CommandFailedException.Usage($"--timeout '{parsed.GetRequiredValue(_timeout)}' must be "
                + "a duration above 0, as in 60s or 5m.");
        var settings = _options.Read(parsed, new());
        if (_options.SaysWhatIsMeasured(parsed)
            && (settings.InferenceService is null
                || parsed.GetValue(_experiment) is not null
                || parsed.GetResult(_name) is { Implicit: false }))
        {
            throw CommandFailedException.Usage(
                "An Experiment is measured as it is: give either its name, or --isvc and what else says what is measured.");
        }

        using var cluster = _cluster.Connect(parsed);
        var (diagnosing, objectives) = settings.InferenceService is null
            ? await OfExperimentAsync(cluster, parsed, cancellationToken)
            : await OfSettingsAsync(cluster, settings, cancellationToken);
        var measured = await new Measurement(_host, cluster, patience).MeasureAsync(diagnosing, cancellationToken);
        var diagnosis = Diagnosis.Of(measured, objectives);
        await _host.Output.WriteAsync(parsed.GetRequiredValue(_output).Equals("json", StringComparison.OrdinalIgnoreCase)
            ? JsonSerializer.Serialize(diagnosis, ViewJsonContext.Default.Diagnosis) + "\n"
            : diagnosis.ToText());
        return diagnosis.IsHealthy ? ExitCodes.Holds : ExitCodes.DoesNotHold;
    }

    private async Task<(Experiment Diagnosing, IReadOnlyList<Objective> Objectives)> OfExperimentAsync(
        Cluster cluster, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_experiment) ?? parsed.GetRequiredValue(_name);
        var experiment = await cluster.GetExperimentAsync(name, cancellationToken);
        return (
            DiagnosingExperiment.Create(experiment, ExperimentResources.Experiments, experiment, _host.Random),
            experiment.Spec.Objectives ?? []);
    }

    private async Task<(Experiment Diagnosing, IReadOnlyList<Objective> Objectives)> OfSettingsAsync(
        Cluster cluster, LaunchSettings settings, CancellationToken cancellationToken)
    {
        var target = LaunchTarget.Of(settings);
        var resource = target.Group == WellKnown.KFServingGroup ? InferenceServiceResources.KFServing : InferenceServiceResources.KServe;
        var owner = await cluster.Client.GetAsync(resource, target.InferenceService!, cluster.Namespace, cancellationToken)
            ?? throw new CommandFailedException(
                ExitCodes.NotFound, $"There is no InferenceService {target.InferenceService} in namespace {cluster.Namespace}.");
        var resolver = new TemplateResolver(_host);
        var templates = new Dictionary<string, ResolvedTemplate>(StringComparer.Ordinal);
        foreach (var (source, value) in ExperimentBuilder.Templates(settings))
        {
            templates[source] = await resolver.ResolveAsync(source, value, cancellationToken) is { Manifest: null } found
                ? found
                : throw CommandFailedException.Usage(
                    $"--template {source}: only what is in the cluster can be measured; apply it, and give {source}=MetricTemplate/NAME.");
        }

        var versions = settings.Versions is { } named ? VersionResolver.Named(named) : null;
        var experiment = ExperimentBuilder.Build(
            target.InferenceService!, cluster.Namespace, settings, target, versions, templates, load: []);
        return (DiagnosingExperiment.Create(experiment, resource, owner, _host.Random), []);
    }
}
