namespace Redflow.Dashboard.Palette;

/// <summary>Where the palette leads.</summary>
internal static class PalettePlaces
{
    public static string Of(StoredWorkflow workflow) => $"workflows/{Uri.EscapeDataString(workflow.Name)}";

    public static string Of(StoredSchedule schedule) => $"schedules/{Uri.EscapeDataString(schedule.Id)}";
}
