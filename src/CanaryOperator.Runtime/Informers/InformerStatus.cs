using System.Net;
using CanaryOperator.Kubernetes;
using CanaryOperator.Kubernetes.Models;
using Microsoft.Extensions.Logging;

namespace CanaryOperator.Runtime.Informers;

/// <summary>
/// How an informer is doing, for those who ask, for the log (once per transition) and for the metrics. Written by the informer's loop and
/// its timers, read by anybody.
/// </summary>
internal sealed class InformerStatus<T>(ResourceDescriptor<T> resource, string? @namespace, InformerReporter reporter, ILogger logger)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public const string List = "list";
    public const string Watch = "watch";

    private readonly Lock _gate = new();
    private (string Verb, HttpStatusCode? Code)? _failure;
    private bool _listed;
    private volatile bool _hasSynced;
    private volatile bool _isServed = true;
    private volatile string? _lastError;

    public event EventHandler? ServedChanged;

    public bool HasSynced => _hasSynced;

    public bool IsServed => _isServed;

    public string? LastError => _lastError;

    public void Listing(string? resourceVersion)
    {
        Log.Listing(logger, resource.QualifiedName, resourceVersion);
        if (_listed)
        {
            reporter.Relisted();
        }
    }

    /// <summary>A list was handed to every handler.</summary>
    public void Listed(int count)
    {
        if (!_listed)
        {
            Log.Synced(logger, resource.QualifiedName, count);
        }

        var hasArrived = !_isServed;
        _listed = true;
        _isServed = true;
        _hasSynced = true;
        reporter.EventSeen();
        Works(List);
        if (hasArrived)
        {
            Log.Served(logger, resource.QualifiedName);
            ServedChanged?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>The server has no such kind, and every handler knows it.</summary>
    public void NotServed()
    {
        lock (_gate)
        {
            _failure = null;
            _lastError = null;
        }

        var hasGone = _isServed;
        _isServed = false;
        _hasSynced = true;
        if (hasGone)
        {
            Log.NotServed(logger, resource.QualifiedName);
            ServedChanged?.Invoke(this, EventArgs.Empty);
        }
    }

    public void EventSeen()
    {
        reporter.EventSeen();
        Works(Watch);
    }

    /// <summary>A working list does not prove that the watch, which failed last, works too.</summary>
    public void Works(string verb)
    {
        lock (_gate)
        {
            if (_failure is { } failure && (verb == Watch || failure.Verb == List))
            {
                _failure = null;
                _lastError = null;
                Log.Recovered(logger, resource.QualifiedName);
            }
        }
    }

    public void Failed(string verb, Exception exception)
    {
        lock (_gate)
        {
            var code = (exception as KubernetesException)?.StatusCode;
            var isNew = _failure != (verb, code);
            _failure = (verb, code);
            _lastError = $"Cannot {verb} {resource.QualifiedName}: {exception.Message}";
            if (!isNew)
            {
                Log.FailedAgain(logger, verb, resource.QualifiedName, exception.Message);
            }
            else if (code is HttpStatusCode.Forbidden)
            {
                var scope = @namespace is null ? "all namespaces" : $"namespace {@namespace}";
                Log.Forbidden(logger, verb, resource.QualifiedName, scope, resource.Plural, resource.Group, exception.Message);
            }
            else
            {
                Log.Failed(logger, verb, resource.QualifiedName, exception.Message);
            }
        }
    }

    public void WatchEnded(string reason)
    {
        Log.WatchEnded(logger, resource.QualifiedName, reason);
        reporter.WatchEnded(reason);
    }

    public void Unreadable(UnreadableObject unreadable)
    {
        var metadata = unreadable.Metadata;
        Log.Unreadable(logger, resource.QualifiedName, NamespacedName.Of(metadata), metadata.ResourceVersion, unreadable.Error);
        reporter.Unreadable();
    }

    public void HandlerFailed(Exception exception)
    {
        Log.HandlerFailed(logger, exception, resource.QualifiedName);
        reporter.HandlerFailed();
    }
}
