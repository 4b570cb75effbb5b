using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

internal static partial class ResourceName
{
    public static void Validate(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > 64 || !Allowed().IsMatch(name))
        {
            throw new ArgumentException(
                $"Resource name '{name}' is invalid. A name begins with an ASCII letter, continues with letters, digits and hyphens, "
                + "does not end with a hyphen or hold two in a row, and has at most 64 characters.",
                nameof(name));
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$")]
    private static partial Regex Allowed();
}
