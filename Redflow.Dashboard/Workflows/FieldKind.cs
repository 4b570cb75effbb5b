namespace Redflow.Dashboard.Workflows;

/// <summary>What a member of an input is, as a form takes it.</summary>
internal enum FieldKind
{
    Text,
    Integer,
    Number,
    Boolean,

    /// <summary>One of several values.</summary>
    Choice,

    /// <summary>An object, with a field for each of its members.</summary>
    Group,

    /// <summary>Whatever else there is: JSON as text.</summary>
    Json,
}
