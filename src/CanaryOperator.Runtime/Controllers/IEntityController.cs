using CanaryOperator.Kubernetes.Models;

namespace CanaryOperator.Runtime.Controllers;

/// <summary>
/// Brings the world in line with one object. Called with the object as the cache has it, whatever happened to it: level-based, so calls
/// may be missed, repeated or late. An exception means "try again later, with backoff".
/// </summary>
public interface IEntityController<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    Task<ReconciliationResult> ReconcileAsync(TEntity entity, CancellationToken cancellationToken);

    /// <summary>The object is gone. Also called at times for objects that never existed.</summary>
    Task<ReconciliationResult> DeletedAsync(NamespacedName key, CancellationToken cancellationToken);
}
