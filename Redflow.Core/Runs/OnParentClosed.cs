namespace Redflow.Runs;

/// <summary>What becomes of a child when its parent ends before it.</summary>
public enum OnParentClosed
{
    /// <summary>It is canceled.</summary>
    Cancel,

    /// <summary>It goes on.</summary>
    Abandon,
}
