using System.Text;

namespace CanaryOperator.Local.Load;

/// <summary>How a model server is asked over HTTP.</summary>
/// <param name="PathFormat">With <c>{0}</c> for the model's name.</param>
/// <param name="DefaultPayload">Small, and right in form for any model.</param>
internal sealed record PredictionProtocol(string PathFormat, ReadOnlyMemory<byte> DefaultPayload)
{
    public static PredictionProtocol V1 { get; } = new(
        "/v1/models/{0}:predict", Encoding.UTF8.GetBytes("""{"instances":[[6.8,2.8,4.8,1.4]]}"""));

    public static PredictionProtocol V2 { get; } = new(
        "/v2/models/{0}/infer",
        Encoding.UTF8.GetBytes("""{"inputs":[{"name":"input-0","shape":[1,4],"datatype":"FP32","data":[6.8,2.8,4.8,1.4]}]}"""));

    public string Path(string model) => string.Format(null, PathFormat, model);
}
