namespace CanaryOperator.Local.Browser;

/// <summary>What a browser made of a page.</summary>
/// <param name="Document">Its HTML, after everything in it has run.</param>
/// <param name="Console">What the browser's console says, errors or not.</param>
/// <param name="Requests">Addresses the page wanted from the network.</param>
internal sealed record PageVisit(string Document, IReadOnlyList<string> Console, IReadOnlyList<string> Requests);
