namespace CanaryOperator.Local.Demos;

/// <summary>The revisions of a walk, in the order in which they come to be.</summary>
internal enum Revision
{
    First,
    Second,
}
