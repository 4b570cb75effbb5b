namespace Redflow.Storage;

/// <summary>What became of a schedule that was to be stored or deleted.</summary>
public enum ScheduleChange
{
    /// <summary>There was none with its id.</summary>
    Created,

    /// <summary>It took the place of the one that was there.</summary>
    Updated,

    /// <summary>It was there as it is.</summary>
    Unchanged,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>There is none with its id: nothing was deleted.</summary>
    NotFound,

    /// <summary>A workflow declares the one that is there: nothing was changed.</summary>
    Declared,
}
