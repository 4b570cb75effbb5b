namespace Redflow.Dashboard.Live;

/// <summary>What a reader finds at its place.</summary>
/// <param name="Batch">What comes next; null when nothing came in time.</param>
/// <param name="Next">The place behind it.</param>
/// <param name="Missed">How many batches the reader was too slow for.</param>
internal readonly record struct StreamRead(StreamBatch? Batch, long Next, long Missed);
