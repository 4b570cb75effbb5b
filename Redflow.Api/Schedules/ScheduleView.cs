using Redflow.Payloads;
using Redflow.Schedules;

namespace Redflow.Api.Schedules;

/// <summary>A schedule with the input of its runs.</summary>
internal sealed record ScheduleView(ScheduleInfo Info) : ScheduleRow(Info)
{
    /// <inheritdoc cref="ScheduleInfo.Input" />
    public Payload Input => Info.Input;
}
