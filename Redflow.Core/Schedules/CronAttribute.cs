using System.Text;
using Redflow.Payloads;

namespace Redflow.Schedules;

/// <summary>Starts runs of a workflow class by themselves. A class may have several.</summary>
/// <param name="expression">See <see cref="CronTrigger.Expression"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CronAttribute(string expression) : Attribute
{
    /// <summary>See <see cref="CronTrigger.Expression"/>.</summary>
    public string Expression { get; } = expression;

    /// <summary>See <see cref="CronTrigger.Id"/>.</summary>
    /// <value>Null: the expression.</value>
    public string? Id { get; set; }

    /// <summary>See <see cref="CronTrigger.TimeZone"/>.</summary>
    /// <value>Null: UTC.</value>
    public string? TimeZone { get; set; }

    /// <summary>The input of the runs that it starts, as JSON text. See <see cref="CronTrigger.Input"/>.</summary>
    /// <value>Null: an empty object.</value>
    public string? Input { get; set; }

    /// <summary>See <see cref="ScheduleOptions.Overlap"/>.</summary>
    /// <value><see cref="OverlapPolicy.Skip"/>.</value>
    public OverlapPolicy Overlap { get; set; }

    /// <summary>See <see cref="ScheduleOptions.Misfire"/>.</summary>
    /// <value><see cref="MisfirePolicy.FireOnce"/>.</value>
    public MisfirePolicy Misfire { get; set; }

    /// <summary>See <see cref="ScheduleOptions.Description"/>.</summary>
    /// <value>Null.</value>
    public string? Description { get; set; }

    internal CronTrigger ToTrigger() => new(Expression, Id, TimeZone, Input is null ? null : new Payload(Encoding.UTF8.GetBytes(Input)))
    {
        Options = new() { Overlap = Overlap, Misfire = Misfire, Description = Description },
    };
}
