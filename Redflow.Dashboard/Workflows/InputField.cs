namespace Redflow.Dashboard.Workflows;

/// <summary>A field of the form that starts a run: for the input, or for a member of it.</summary>
internal sealed record InputField
{
    /// <summary>Its name in the form: that of the input, and the path of the member as a JSON pointer.</summary>
    public required string Name { get; init; }

    /// <summary>The member's path as the engine tells what is wrong with it, such as <c>customer.name</c>; empty for the input itself.</summary>
    public required string Path { get; init; }

    /// <summary>The member's name, and of the input its own.</summary>
    public required string Label { get; init; }

    public required FieldKind Kind { get; init; }

    /// <summary>Whether the member has to be there, in an object that is.</summary>
    public required bool IsRequired { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>The values of a choice, as JSON.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The fields of a group.</summary>
    public IReadOnlyList<InputField> Members { get; init; } = [];

    /// <summary>What stands in it at first.</summary>
    public string Default { get; init; } = "";

    /// <summary>What it takes, where the schema says more; null for nothing.</summary>
    public string? Hint { get; init; }

    /// <summary>The field itself and all within it.</summary>
    public IEnumerable<InputField> All() => Members.SelectMany(member => member.All()).Prepend(this);

    /// <summary>The field in which a member of the input stands: the deepest one on its path.</summary>
    public InputField Find(string path) => All().LastOrDefault(field => field.Holds(path)) ?? this;

    private bool Holds(string path) =>
        Path.Length == 0
        || string.Equals(path, Path, StringComparison.OrdinalIgnoreCase)
        || (path.StartsWith(Path, StringComparison.OrdinalIgnoreCase) && path[Path.Length] is '.' or '[');
}
