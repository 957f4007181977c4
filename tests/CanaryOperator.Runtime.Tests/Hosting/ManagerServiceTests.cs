using CanaryOperator.Runtime.Events;
using CanaryOperator.Runtime.Health;
using CanaryOperator.Runtime.Hosting;
using CanaryOperator.Runtime.Tests.LeaderElection;
using CanaryOperator.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryOperator.Runtime.Tests.Hosting;

/// <summary>In a real Generic Host, which by itself ends with exit code 0 whatever happens.</summary>
public sealed class ManagerServiceTests : IDisposable
{
    private readonly int _exitCode = Environment.ExitCode;
    private readonly Journal _journal = new();
    private readonly FakePart _controller;
    private readonly IHost _host;

    public ManagerServiceTests()
    {
        _controller = new FakePart("controller", _journal);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(Manager());
        builder.Services.AddHostedService<ManagerService>();
        _host = builder.Build();
    }

    public void Dispose()
    {
        _host.Dispose();
        Environment.ExitCode = _exitCode;
    }

    [Fact]
    public async Task A_failure_stops_the_host_with_exit_code_1()
    {
        var running = _host.RunAsync();
        await Eventually.BecomesTrueAsync(() => _journal.Has("controller started"), "the controller to start");

        _controller.Fail(new InvalidOperationException("broken"));

        await running;
        Environment.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task A_stopped_host_stops_the_manager_and_leaves_the_exit_code_alone()
    {
        await _host.StartAsync();
        await Eventually.BecomesTrueAsync(() => _journal.Has("controller started"), "the controller to start");

        await _host.StopAsync();

        _journal.Entries.Should().EndWith("controller stopped");
        Environment.ExitCode.Should().Be(_exitCode);
    }

    private Manager Manager()
    {
        var clock = new FakeTimeProvider();
        var client = new JournalingClient(new LeaseStore(), _journal);
        var events = new EventRecorder(client, "test", clock, new Random(1), NullLogger<EventRecorder>.Instance);
        return new Manager(
            new ManagerOptions(), [], [], [_controller], elector: null, events, new HealthChecks(), clock, NullLogger<Manager>.Instance);
    }
}
