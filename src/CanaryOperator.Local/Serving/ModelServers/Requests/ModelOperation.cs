namespace CanaryOperator.Local.Serving.ModelServers.Requests;

/// <summary>What can be asked of a model server. V1 is TensorFlow Serving's protocol with KServe's additions, V2 Open Inference.</summary>
internal enum ModelOperation
{
    /// <summary><c>/</c></summary>
    Alive,

    /// <summary><c>/v1/models</c></summary>
    V1Models,

    /// <summary><c>/v1/models/NAME</c></summary>
    V1Model,

    /// <summary><c>/v1/models/NAME:predict</c></summary>
    V1Predict,

    /// <summary><c>/v1/models/NAME:explain</c></summary>
    V1Explain,

    /// <summary><c>/v2</c></summary>
    V2Server,

    /// <summary><c>/v2/health/live</c></summary>
    V2Live,

    /// <summary><c>/v2/health/ready</c></summary>
    V2Ready,

    /// <summary><c>/v2/models/NAME</c></summary>
    V2Model,

    /// <summary><c>/v2/models/NAME/ready</c></summary>
    V2ModelReady,

    /// <summary><c>/v2/models/NAME/infer</c></summary>
    V2Infer,
}
