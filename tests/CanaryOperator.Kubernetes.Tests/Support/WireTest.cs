using CanaryOperator.Testing;
using CanaryOperator.Testing.Http;

namespace CanaryOperator.Kubernetes.Tests.Support;

/// <summary>A client on a clock that stands still, connected to a server that does as it is told.</summary>
public abstract class WireTest : IAsyncLifetime
{
    private readonly LogCollector _log = new();

    protected WireTest() => Client = NewClient(Server.Host);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    protected static CancellationToken None => CancellationToken.None;

    protected MisbehavingServer Server { get; } = new();

    protected FakeTimeProvider Clock { get; } = new();

    protected KubernetesClient Client { get; }

    protected IEnumerable<string> LoggedWarnings => _log.Warnings;

    protected ServerRequest LastRequest => Server.Requests[^1];

    internal KubernetesClient NewClient(Uri host, KubernetesClientOptions? options = null) =>
        new(host, NewInvoker(), NewInvoker(), options ?? new KubernetesClientOptions(), Clock, new Unjittered(), _log);

    protected Task<Widget?> GetAsync(CancellationToken cancellationToken = default) =>
        Client.GetAsync(Widgets.Resource, "a", "demo", cancellationToken);

    /// <summary>Moves the clock on whenever the call waits for something besides its deadline; returns how long it waited in all.</summary>
    protected async Task<TimeSpan> DriveAsync(Task call)
    {
        var start = Clock.GetUtcNow();
        while (true)
        {
            await Eventually.BecomesTrueAsync(() => call.IsCompleted || Clock.PendingTimers > 1, "the call ends or pauses");
            if (call.IsCompleted)
            {
                return Clock.GetUtcNow() - start;
            }

            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Lets the call run out of time once its requests have arrived.</summary>
    protected async Task ExpireAsync(int requests, TimeSpan by)
    {
        await Eventually.BecomesTrueAsync(() => Server.Requests.Count == requests, $"{requests} requests have arrived");
        Clock.Advance(by);
    }

    protected static async Task<KubernetesException> FailureOfAsync(Task call) =>
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<KubernetesException>()).Which;

    private static HttpMessageInvoker NewInvoker() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
}
