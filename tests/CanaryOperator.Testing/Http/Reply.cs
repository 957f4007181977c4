namespace CanaryOperator.Testing.Http;

/// <summary>What a <see cref="MisbehavingServer"/> does about one request. The token is cancelled when the server is disposed.</summary>
public delegate Task Reply(ServerExchange exchange, CancellationToken cancellationToken);
