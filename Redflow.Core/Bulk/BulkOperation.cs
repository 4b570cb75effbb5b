namespace Redflow.Bulk;

/// <summary>What a bulk operation does to each run.</summary>
public enum BulkOperation
{
    /// <summary>Cancels those that have not ended.</summary>
    Cancel,

    /// <summary>Retries those in place that have failed or were canceled, within the limits of their workflows.</summary>
    Retry,

    /// <summary>Deletes those that have ended.</summary>
    Delete,
}
