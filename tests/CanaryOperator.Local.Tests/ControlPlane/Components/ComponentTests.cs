using CanaryOperator.Local.ControlPlane;
using CanaryOperator.Local.ControlPlane.Components;

namespace CanaryOperator.Local.Tests.ControlPlane.Components;

public sealed class ComponentTests
{
    [Theory]
    [InlineData("1.20.2", true)]
    [InlineData("1.23.17", true)]
    [InlineData("1.24.0", false)]
    [InlineData("1.36.2", false)]
    public void The_controller_manager_is_told_to_close_its_plain_port_only_while_it_has_one(string version, bool expected) =>
        ControllerManagerFlags.For(new ControlPlaneFolder("/x"), "/x/kubeconfig", Version.Parse(version))
            .Contains("--port=0").Should().Be(expected);

    [Theory]
    [InlineData("Kubernetes v1.20.2\n", "1.20.2")]
    [InlineData("Kubernetes v1.36.0-rc.1+abc", "1.36.0")]
    [InlineData("etcd Version: 3.4.23", null)]
    [InlineData("", null)]
    public void A_version_is_read_from_what_a_binary_prints(string output, string? expected) =>
        KubernetesVersion.Parse(output)?.ToString().Should().Be(expected);

    [Fact]
    public void A_user_becomes_a_line_of_the_token_file() =>
        new UserToken(new ControlPlaneUser("a \"b\"", ["x", "y"]), "secret")
            .ToCsv().Should().Be("secret,\"a \"\"b\"\"\",\"a \"\"b\"\"\",\"x,y\"");

    [Fact]
    public async Task A_port_that_was_lost_to_somebody_else_is_replaced_by_another()
    {
        var ports = new Queue<int>([1, 2, 3]);

        var started = await LoopbackPort.WithFreeAsync(ports.Dequeue, port => StartAsync(port, free: 3));

        started.Should().Be(3);
    }

    [Fact]
    public async Task Five_lost_ports_are_no_coincidence_any_more()
    {
        var ports = new Queue<int>(Enumerable.Range(1, 9));

        var start = () => LoopbackPort.WithFreeAsync(ports.Dequeue, port => StartAsync(port, free: 9));

        await start.Should().ThrowAsync<ControlPlaneStartException>();
        ports.Peek().Should().Be(6);
    }

    [Fact]
    public async Task Any_other_failure_is_not_tried_again()
    {
        var ports = new Queue<int>([1, 2]);

        var start = () => LoopbackPort.WithFreeAsync<int>(
            ports.Dequeue, _ => throw new ControlPlaneStartException("no such flag", portWasTaken: false));

        await start.Should().ThrowAsync<ControlPlaneStartException>().WithMessage("no such flag");
        ports.Should().ContainSingle();
    }

    private static Task<int> StartAsync(int port, int free) =>
        port == free ? Task.FromResult(port) : throw new ControlPlaneStartException("taken", portWasTaken: true);
}
