namespace CanaryOperator.Kubernetes.Serialization;

/// <summary>meta/v1 DeleteOptions as sent.</summary>
internal sealed record DeleteBody(
    string ApiVersion, string Kind, string PropagationPolicy, long? GracePeriodSeconds, DeletePreconditions? Preconditions)
{
    public static DeleteBody From(DeleteOptions options)
    {
        var conditional = options.Uid is not null || options.ResourceVersion is not null;
        var preconditions = conditional ? new DeletePreconditions(options.Uid, options.ResourceVersion) : null;
        return new DeleteBody("v1", "DeleteOptions", options.Propagation.ToString(), options.GracePeriodSeconds, preconditions);
    }
}
