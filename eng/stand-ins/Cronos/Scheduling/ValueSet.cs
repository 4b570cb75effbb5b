using System.Numerics;

namespace Cronos.Scheduling;

/// <summary>A set of values below 64, one bit for each.</summary>
internal readonly record struct ValueSet(ulong Bits)
{
    public static readonly ValueSet Empty = new(0);

    public int First => BitOperations.TrailingZeroCount(Bits);

    public static ValueSet Of(int value) => new(1UL << value);

    public bool Contains(int value) => (Bits & (1UL << value)) != 0;

    public ValueSet Union(ValueSet other) => new(Bits | other.Bits);

    public ValueSet Intersect(ValueSet other) => new(Bits & other.Bits);

    /// <summary>Finds the least value that is not below the given one.</summary>
    public int? FindFrom(int value)
    {
        var rest = Bits >> value << value;
        return rest == 0 ? null : BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Writes the values, or a star when they are as many as the field has.</summary>
    public string ToText(int fieldCount)
    {
        var set = this;
        return BitOperations.PopCount(Bits) == fieldCount ? "*" : string.Join(',', Enumerable.Range(0, 64).Where(set.Contains));
    }
}
