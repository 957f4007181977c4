using System.Text.Json;
using CanaryOperator.Kubernetes.Models;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Tests.Serialization;

public sealed class TimeTests
{
    private static readonly DateTimeOffset WholeSecond = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-01-02T03:04:05.000000Z")]
    [InlineData("2026-01-02T03:04:05.000001Z")]
    [InlineData("2026-01-02T03:04:05.120000Z")]
    public void MicroTime_RoundTrip_KeepsExactlySixDigits(string time)
    {
        var lease = ReadLease($$$"""{"spec":{"renewTime":"{{{time}}}"}}""");

        Write(lease).Should().Contain($"\"renewTime\":\"{time}\"");
    }

    [Fact]
    public void MicroTime_InAnotherZone_IsWrittenInUtc()
    {
        var lease = new V1Lease { Spec = new V1LeaseSpec { AcquireTime = WholeSecond.ToOffset(TimeSpan.FromHours(2)) } };

        Write(lease).Should().Contain("\"acquireTime\":\"2026-01-02T03:04:05.000000Z\"");
    }

    [Fact]
    public void MicroTime_FinerThanMicroseconds_IsCut()
    {
        var lease = new V1Lease { Spec = new V1LeaseSpec { AcquireTime = WholeSecond.AddTicks(19) } };

        Write(lease).Should().Contain(".000001Z");
    }

    [Fact]
    public void Time_RoundTrip_KeepsWholeSeconds()
    {
        var lease = ReadLease("""{"metadata":{"name":"a","creationTimestamp":"2026-01-02T03:04:05Z"}}""");

        lease.Metadata.CreationTimestamp.Should().Be(WholeSecond);
        Write(lease).Should().Contain("\"creationTimestamp\":\"2026-01-02T03:04:05Z\"");
    }

    [Fact]
    public void Time_WithAFraction_IsWrittenWithoutOne()
    {
        var lease = new V1Lease { Metadata = new V1ObjectMeta { CreationTimestamp = WholeSecond.AddMilliseconds(999) } };

        Write(lease).Should().Contain("\"creationTimestamp\":\"2026-01-02T03:04:05Z\"");
    }

    [Theory]
    [InlineData("""{"metadata":{"creationTimestamp":null}}""")]
    [InlineData("""{"metadata":{}}""")]
    public void Time_Absent_StaysAbsent(string json)
    {
        var lease = ReadLease(json);

        lease.Metadata.CreationTimestamp.Should().BeNull();
        Write(lease).Should().Be("""{"metadata":{}}""");
    }

    [Fact]
    public void Time_ThatIsNone_NamesTheField()
    {
        var read = () => ReadLease("""{"metadata":{"creationTimestamp":"yesterday"}}""");

        read.Should().Throw<JsonException>().WithMessage("*$.metadata.creationTimestamp*");
    }

    private static V1Lease ReadLease(string json) => JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.V1Lease)!;

    private static string Write(V1Lease lease) => JsonSerializer.Serialize(lease, KubernetesJsonContext.Default.V1Lease);
}
