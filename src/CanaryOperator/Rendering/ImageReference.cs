namespace CanaryOperator.Rendering;

/// <summary>Edits the name of a container image. One pinned by digest always stays as it is.</summary>
internal static class ImageReference
{
    /// <summary>The same image at another tag.</summary>
    public static string WithTag(string image, string tag) => IsPinned(image) ? image : $"{Repository(image)}:{tag}";

    /// <summary>The same image at a tag with <paramref name="suffix"/>; one without a tag, or with that suffix, stays as it is.</summary>
    public static string WithTagSuffix(string image, string suffix) =>
        IsPinned(image) || Repository(image) == image || image.EndsWith(suffix, StringComparison.Ordinal) ? image : image + suffix;

    /// <summary>The same tag of the repository with <paramref name="suffix"/>.</summary>
    public static string WithRepositorySuffix(string image, string suffix)
    {
        var repository = Repository(image);
        return IsPinned(image) || repository.EndsWith(suffix, StringComparison.Ordinal)
            ? image
            : repository + suffix + image[repository.Length..];
    }

    private static bool IsPinned(string image) => image.Contains('@', StringComparison.Ordinal);

    private static string Repository(string image)
    {
        // A colon before the last slash belongs to a registry's port.
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? image[..colon] : image;
    }
}
