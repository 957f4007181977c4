using System.Net;
using CanaryOperator.Api.Experiments;
using CanaryOperator.Experiments.Providers;
using CanaryOperator.Experiments.Templates;
using CanaryOperator.Kubernetes;
using CanaryOperator.Testing;
using CanaryOperator.Tests.Support;

namespace CanaryOperator.Tests.Experiments;

public sealed class ProviderFactoryTests
{
    private readonly FakeApiServer _server = new();

    [Fact]
    public async Task A_Secret_that_is_not_there_is_named() =>
        (await FluentActions.Awaiting(CreateAsync).Should().ThrowAsync<TemplateException>())
            .WithMessage("There is no Secret login in namespace default.");

    /// <summary>The loop fails and says so; an exception would repeat it for ever without a word in the status.</summary>
    [Fact]
    public async Task A_Secret_that_the_operator_may_not_read_names_the_setting()
    {
        _server.Refuses = _ => new KubernetesException("secrets is forbidden", HttpStatusCode.Forbidden, null, null);

        (await FluentActions.Awaiting(CreateAsync).Should().ThrowAsync<TemplateException>())
            .WithMessage("*Secret login in namespace default*experiments.readCredentials*");
    }

    [Fact]
    public async Task An_API_server_that_is_away_is_no_fault_of_the_Secret()
    {
        _server.Refuses = _ => new KubernetesException("away", HttpStatusCode.ServiceUnavailable, null, null);

        await FluentActions.Awaiting(CreateAsync).Should().ThrowAsync<KubernetesException>();
    }

    private Task<IMetricProvider> CreateAsync()
    {
        var factory = new ProviderFactory(_server, new() { PrometheusUrl = new("http://prometheus") }, new FakeTimeProvider());
        var source = new MetricSource { Name = "p", Secret = new() { Name = "login" } };
        return factory.CreateAsync("default", source, new(new(), null), CancellationToken.None);
    }
}
