namespace Redflow.StandIns.Tests.CronExpressions.Reference;

/// <summary>
/// A random expression of six fields, which knows what it means without a parser. Its times fall on the ticks of the walk,
/// and half of its hours near the one at which the clock changes.
/// </summary>
internal sealed class RandomExpression(Random random, TimeSpan tick, int changingHour)
{
    private readonly RandomField _second = tick < TimeSpan.FromMinutes(1) ? RandomField.Create(random, 0, 59) : RandomField.Zero;
    private readonly RandomField _minute = tick < TimeSpan.FromHours(1) ? RandomField.Create(random, 0, 59) : RandomField.Zero;
    private readonly RandomField _hour = CreateHour(random, changingHour);
    private readonly RandomDays _dayOfMonth = RandomDays.OfMonth(random);
    private readonly RandomField _month = random.Next(4) == 0 ? RandomField.Create(random, 1, 12) : RandomField.All(1, 12);
    private readonly RandomDays _dayOfWeek = RandomDays.OfWeek(random);

    public bool IsInterval => _second.IsInterval || _minute.IsInterval || _hour.IsInterval;

    public bool Contains(DateTime local) =>
        _second.Values.Contains(local.Second) && _minute.Values.Contains(local.Minute) && _hour.Values.Contains(local.Hour)
        && _month.Values.Contains(local.Month) && _dayOfMonth.Contains(local) && _dayOfWeek.Contains(local);

    public override string ToString() =>
        $"{_second.Text} {_minute.Text} {_hour.Text} {_dayOfMonth.Text} {_month.Text} {_dayOfWeek.Text}";

    private static RandomField CreateHour(Random random, int changingHour) => random.Next(2) == 0
        ? RandomField.Create(random, 0, 23)
        : RandomField.List((changingHour + random.Next(22, 25)) % 24, (changingHour + random.Next(22, 25)) % 24);
}
