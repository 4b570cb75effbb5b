namespace Redflow.Dashboard.Palette;

/// <summary>Where the palette leads.</summary>
internal static class PalettePlaces
{
    public static string Of(StoredWorkflow workflow) => $"runs?q={Uri.EscapeDataString($"workflow:{workflow.Name}")}";

    public static string Of(StoredSchedule schedule) => $"runs?q={Uri.EscapeDataString($"workflow:{schedule.Workflow}")}";
}
