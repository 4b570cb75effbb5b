namespace Redflow.Storage;

/// <summary>A namespace was written by a later version of Redflow, whose stored shapes this one does not know.</summary>
public sealed class NamespaceTooNewException : StoreConfigurationException
{
    /// <summary>Names both versions.</summary>
    public NamespaceTooNewException(string prefix, int schema, int known)
        : base($"Namespace '{prefix}' is stored in schema {schema}, and this version of Redflow knows {known} at most: it would misread its runs. "
            + "Update this process to the version that the others have.")
    {
        Schema = schema;
        Known = known;
    }

    /// <summary>The version of the shapes that are stored.</summary>
    public int Schema { get; }

    /// <summary>The latest version that this process knows.</summary>
    public int Known { get; }
}
