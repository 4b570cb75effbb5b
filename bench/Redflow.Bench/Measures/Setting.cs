using System.Globalization;

namespace Redflow.Bench.Measures;

/// <summary>Settings of the environment, which the peers' bench has too.</summary>
internal static class Setting
{
    public static int Read(string name, int byDefault) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : byDefault;
}
