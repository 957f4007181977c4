namespace CanaryOperator.Local.Serving.ModelServers;

/// <summary>Which pod a model server stands for.</summary>
internal sealed record ModelServerOptions
{
    public required string Namespace { get; init; }

    /// <summary>Name of the Knative Service, and of its Configuration.</summary>
    public required string Service { get; init; }

    public required string Revision { get; init; }

    public required string Pod { get; init; }

    /// <summary>As in <c>/v1/models/NAME:predict</c>.</summary>
    public required string Model { get; init; }

    public ServerBehavior Behavior { get; init; } = new();

    public MetricsGeneration Metrics { get; init; }

    /// <summary>Of a transformer: the host of its predictor, as in <c>my-model-predictor.default</c>. Null for a predictor.</summary>
    public string? PredictorHost { get; init; }

    /// <summary>Where hosts of the cluster are reached from inside. Only a transformer asks for it.</summary>
    public Uri? InsideGateway { get; init; }
}
