namespace CanaryOperator.Rendering;

/// <summary>Edits the tag of a container image.</summary>
internal static class ImageReference
{
    /// <summary>The same image at another tag. One pinned by digest stays as it is.</summary>
    public static string WithTag(string image, string tag)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            return image;
        }

        // A colon before the last slash belongs to a registry's port.
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? $"{image[..colon]}:{tag}" : $"{image}:{tag}";
    }
}
