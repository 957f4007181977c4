using System.Text.Json;
using CanaryOperator.Kubernetes.Configuration.KubeConfig;
using CanaryOperator.Kubernetes.Serialization;

namespace CanaryOperator.Kubernetes.Configuration;

/// <summary>
/// Several files as one. The first file to name an entry wins it as a whole, entries are never mixed; names are case-sensitive. Each entry
/// remembers its file, which its relative paths start from.
/// </summary>
internal sealed class MergedKubeConfig
{
    private readonly Dictionary<string, SourcedEntry<ClusterEntry>> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourcedEntry<UserEntry>> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourcedEntry<ContextEntry>> _contexts = new(StringComparer.Ordinal);

    private MergedKubeConfig(IReadOnlyList<string> files) => Files = string.Join(", ", files);

    public string Files { get; }

    public string? CurrentContext { get; private set; }

    public IReadOnlyDictionary<string, SourcedEntry<ClusterEntry>> Clusters => _clusters;

    public IReadOnlyDictionary<string, SourcedEntry<UserEntry>> Users => _users;

    public IReadOnlyDictionary<string, SourcedEntry<ContextEntry>> Contexts => _contexts;

    public static MergedKubeConfig Load(IReadOnlyList<string> files)
    {
        var merged = new MergedKubeConfig(files);
        foreach (var file in files)
        {
            merged.Add(Read(file), file);
        }

        return merged;
    }

    private static KubeConfigDocument Read(string file)
    {
        try
        {
            var root = YamlText.Parse(File.ReadAllText(file));
            return root?.Deserialize(KubeConfigJsonContext.Default.KubeConfigDocument) ?? new KubeConfigDocument();
        }
        catch (FormatException e)
        {
            throw new KubeConfigException($"{file}, {e.Message}.", e);
        }
        catch (JsonException e)
        {
            throw new KubeConfigException($"{file}: the value at {e.Path} is of the wrong type.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"{file} cannot be read: {e.Message}", e);
        }
    }

    private void Add(KubeConfigDocument document, string file)
    {
        Add(_clusters, document.Clusters, "cluster", file);
        Add(_users, document.Users, "user", file);
        Add(_contexts, document.Contexts, "context", file);
        if (string.IsNullOrEmpty(CurrentContext))
        {
            CurrentContext = document.CurrentContext;
        }
    }

    private static void Add<TEntry>(
        Dictionary<string, SourcedEntry<TEntry>> merged, IEnumerable<INamedEntry<TEntry>>? entries, string kind, string file)
        where TEntry : class, new()
    {
        foreach (var named in entries ?? [])
        {
            var name = named.Name ?? throw new KubeConfigException($"{file}: a {kind} has no name. Give it one.");
            if (merged.TryGetValue(name, out var earlier) && earlier.File == file)
            {
                throw new KubeConfigException($"{file}: the {kind} '{name}' is there twice. Remove one.");
            }

            merged.TryAdd(name, new SourcedEntry<TEntry>(kind, name, named.Entry ?? new TEntry(), file));
        }
    }
}
