using CanaryOperator.Api.Pods;

namespace CanaryOperator.Api.V1Beta1;

/// <summary>Which of a component's own containers serves.</summary>
internal static class MainContainers
{
    /// <summary>
    /// The one that is called so; otherwise the first if it is alone or has no name, because defaulting calls it so. Negative when that
    /// cannot be told.
    /// </summary>
    public static int IndexOf(IReadOnlyList<Container> containers)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            if (IsMain(containers[i]))
            {
                return i;
            }
        }

        return containers.Count == 1 || (containers.Count > 1 && string.IsNullOrEmpty(containers[0]?.Name)) ? 0 : -1;
    }

    public static bool IsMain(Container? container) => container?.Name == WellKnown.MainContainerName;
}
