using CanaryOperator.Local.ControlPlane.Assets;

namespace CanaryOperator.Tests.Serving;

/// <summary>Needs Prometheus, which is prepared before the tests wherever it can be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (ToolProvider.Prometheus(TimeProvider.System).Find() is null)
        {
            Skip = "There is no Prometheus, neither on the PATH nor in the cache; `-- assets` says why.";
        }
    }
}
