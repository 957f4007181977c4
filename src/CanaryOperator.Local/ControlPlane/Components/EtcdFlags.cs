namespace CanaryOperator.Local.ControlPlane.Components;

internal static class EtcdFlags
{
    public static IReadOnlyList<string> For(ControlPlaneFolder folder, Uri client) =>
    [
        "--data-dir", folder.EtcdData,
        "--listen-client-urls", client.GetLeftPart(UriPartial.Authority),
        "--advertise-client-urls", client.GetLeftPart(UriPartial.Authority),
        // It has no peers, but listens for them; any port will do.
        "--listen-peer-urls", "http://127.0.0.1:0",
        // Only the loss of power, not the death of the process, can now lose data; and it is many times faster.
        "--unsafe-no-fsync",
    ];
}
