namespace Redflow.Bench.Measures;

/// <summary>Figures as rows show them.</summary>
internal static class Rounded
{
    public static double To(int digits, double value) => Math.Round(value, digits, MidpointRounding.AwayFromZero);

    public static double? To(int digits, double? value) => value is { } some ? To(digits, some) : null;
}
