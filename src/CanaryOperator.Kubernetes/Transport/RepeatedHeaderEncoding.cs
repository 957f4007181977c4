using System.Text;

namespace CanaryOperator.Kubernetes.Transport;

/// <summary>
/// Writes one HTTP/1.1 header as several lines. .NET joins the values of a header with commas, but the API server takes
/// <c>Impersonate-Group: a, b</c> for one group of that name, and there is no setting for it. Safe because no value may hold a control
/// character of its own (<see cref="Configuration.ConfigurationRules"/>). UTF-8 otherwise, as Go's clients send.
/// </summary>
internal sealed class RepeatedHeaderEncoding(string headerName) : Encoding
{
    private const char Separator = '\u001f';

    private readonly string _nextLine = $"\r\n{headerName}: ";

    public static string Join(IEnumerable<string> values) => string.Join(Separator, values);

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(Expand(chars, index, count));

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(Expand(chars, charIndex, charCount), bytes.AsSpan(byteIndex));

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount * _nextLine.Length);

    public override int GetCharCount(byte[] bytes, int index, int count) => UTF8.GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        UTF8.GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxCharCount(int byteCount) => UTF8.GetMaxCharCount(byteCount);

    private string Expand(char[] chars, int index, int count) =>
        new string(chars, index, count).Replace(Separator.ToString(), _nextLine, StringComparison.Ordinal);
}
