using System.Globalization;
using System.Text.RegularExpressions;

namespace Redflow.Auditing;

/// <summary>The id of an entry: when it was made, in 13 digits of Unix milliseconds, so that ids sort as entries do, and what tells it from others.</summary>
internal static partial class AuditId
{
    private const int TimeLength = 13;

    public static bool IsValid(string id) => Form().IsMatch(id);

    public static DateTimeOffset TimeOf(string id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(id.AsSpan(0, TimeLength), NumberStyles.None, CultureInfo.InvariantCulture));

    public static string Of(DateTimeOffset at, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds():D13}-{rest}");

    [GeneratedRegex(@"^\d{13}-[0-9a-f]{16}\z")]
    private static partial Regex Form();
}
