namespace CanaryOperator.Kubernetes.Transport;

/// <summary>Connections that were all opened with one identity. Not thread-safe: its owner holds a lock.</summary>
internal sealed class ConnectionPool(ConnectionIdentity identity, HttpMessageHandler handler)
{
    private int _users;
    private bool _retired;

    public ConnectionIdentity Identity => identity;

    public HttpMessageInvoker Invoker { get; } = new(handler, disposeHandler: true);

    public void Enter() => _users++;

    public void Leave()
    {
        _users--;
        CloseWhenUnused();
    }

    /// <summary>Answers that are still streaming end in peace; their connections close after them.</summary>
    public void Retire()
    {
        _retired = true;
        CloseWhenUnused();
    }

    private void CloseWhenUnused()
    {
        if (_retired && _users == 0)
        {
            Invoker.Dispose();
        }
    }
}
