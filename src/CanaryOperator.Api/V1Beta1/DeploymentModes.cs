namespace CanaryOperator.Api.V1Beta1;

/// <summary>Deployment modes had other names in older versions of KServe.</summary>
internal static class DeploymentModes
{
    public const string Knative = "Knative";

    /// <summary>Today's name of a mode; one that never was stays as it is.</summary>
    public static string? Current(string? mode) => mode switch
    {
        "Serverless" => Knative,
        "RawDeployment" => "Standard",
        _ => mode,
    };
}
