using Redflow.Payloads;
using Redflow.Schedules;

namespace Redflow.Api.Schedules;

/// <summary>A schedule with the input of its runs.</summary>
internal sealed record ScheduleView(ScheduleInfo Info) : ScheduleRow(Info)
{
    public Payload Input => Info.Input;
}
