using CanaryOperator.Local.Cluster;
using CanaryOperator.Local.ControlPlane.Components;

namespace CanaryOperator.Tests.Cluster.Support;

/// <summary>A cluster that asks an operator's webhooks.</summary>
[CollectionDefinition(Name)]
public sealed class WebhookCluster : ClusterFixture, ICollectionFixture<WebhookCluster>
{
    public const string Name = "webhook cluster";

    private OperatorProcess? _operator;

    /// <summary>Where the operator serves them.</summary>
    internal int Port { get; } = LoopbackPort.Pick();

    internal OperatorWebhooks Webhooks { get; private set; } = null!;

    internal OperatorProcess OperatorOfWebhooks => _operator!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Webhooks = WebhooksAt(Port);
        _operator = await StartOperatorAsync(Operator, [.. Webhooks.Arguments]);
        await InstallWebhooksAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_operator is not null)
        {
            await _operator.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    internal OperatorWebhooks WebhooksAt(int port) => new(Client, TimeProvider.System, port);

    internal async Task InstallWebhooksAsync()
    {
        await Webhooks.InstallAsync(CancellationToken.None);
        await Webhooks.UntilTheyAnswerAsync(CancellationToken.None);
    }
}
