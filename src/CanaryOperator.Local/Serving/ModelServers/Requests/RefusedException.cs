namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>A request is answered with an error, which the message explains to whoever sent it.</summary>
internal sealed class RefusedException(int statusCode, string message) : Exception(message)
{
    public int StatusCode => statusCode;
}
