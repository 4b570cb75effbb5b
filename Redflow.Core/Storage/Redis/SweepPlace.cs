using System.Globalization;

namespace Redflow.Storage.Redis;

/// <summary>A place in an index.</summary>
internal sealed record SweepPlace(string Index, long Position)
{
    public static SweepPlace Parse(string text)
    {
        var parts = text.Split(' ', 2);
        return new(parts[1], long.Parse(parts[0], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Position} {Index}");
}
