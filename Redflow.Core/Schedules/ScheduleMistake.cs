namespace Redflow.Schedules;

/// <summary>What is wrong with a schedule.</summary>
/// <param name="Member">The member of the schedule or its options.</param>
/// <param name="Message">What it is, and what the member takes.</param>
public sealed record ScheduleMistake(string Member, string Message);
