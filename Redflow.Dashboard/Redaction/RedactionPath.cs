using System.Text.RegularExpressions;

namespace Redflow.Dashboard.Redaction;

/// <summary>
/// A path to what readers do not see, in a small part of JSONPath (RFC 9535): members (<c>.name</c>, <c>['name']</c>), all children (<c>.*</c>,
/// <c>[*]</c>), and <c>..</c> before either for any depth.
/// </summary>
/// <param name="Steps">The steps, the first one from <c>$</c>.</param>
internal sealed partial record RedactionPath(IReadOnlyList<RedactionPath.Step> Steps)
{
    /// <summary>The form, as errors quote it.</summary>
    public const string Forms = "such as $.input.card, $.output.*.email, $.output.items[*].price or $..password";

    /// <summary>Reads a path; null when it is none.</summary>
    public static RedactionPath? Parse(string text)
    {
        var form = Form().Match(text);
        return form.Success ? new([.. form.Groups["step"].Captures.Select(step => Step.Parse(step.Value))]) : null;
    }

    [GeneratedRegex("""^\$(?<step>\.\.?(?:\*|[^\s.*\[\]'"$?@(),:]+)|(?:\.\.)?\[(?:\*|'[^']+'|"[^"]+")\])+\z""")]
    private static partial Regex Form();

    /// <summary>A step of a path.</summary>
    /// <param name="Name">The member; null for all children.</param>
    /// <param name="AtAnyDepth">Whether it may be any number of levels further down.</param>
    internal readonly record struct Step(string? Name, bool AtAnyDepth)
    {
        public static Step Parse(string text)
        {
            var atAnyDepth = text.StartsWith("..", StringComparison.Ordinal);
            var name = text.TrimStart('.').TrimStart('[').TrimEnd(']').Trim('\'', '"');
            return new(name == "*" ? null : name, atAnyDepth);
        }

        /// <param name="child">The child's name; null for an element of an array.</param>
        public bool Matches(string? child) => Name is null || Name == child;
    }
}
