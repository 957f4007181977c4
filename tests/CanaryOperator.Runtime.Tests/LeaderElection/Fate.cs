namespace CanaryOperator.Runtime.Tests.LeaderElection;

/// <summary>What becomes of a request.</summary>
internal enum Fate
{
    Answered,

    /// <summary>It never arrives, and the caller gets an error.</summary>
    RequestLost,

    /// <summary>It is carried out, and the caller gets an error.</summary>
    ResponseLost,

    /// <summary>It never arrives, and the caller hears nothing.</summary>
    RequestHangs,

    /// <summary>It is carried out, and the caller hears nothing.</summary>
    ResponseHangs,

    /// <summary>The server answers with status 503.</summary>
    Refused,
}
