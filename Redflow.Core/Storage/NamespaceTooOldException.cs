namespace Redflow.Storage;

/// <summary>A namespace was written by a version of Redflow before its first release, whose stored shapes this one does not know any more.</summary>
public sealed class NamespaceTooOldException : StoreConfigurationException
{
    /// <summary>Names both versions.</summary>
    public NamespaceTooOldException(string prefix, int schema, int known)
        : base($"Namespace '{prefix}' is stored in schema {schema}, from before the first release, and this version of Redflow reads {known} only: it would "
            + $"misread its runs. There is no upgrade. Use another Prefix, or stop all its processes and delete the keys that begin with '{{{prefix}'.")
    {
        Schema = schema;
        Known = known;
    }

    /// <summary>The version of the shapes that are stored.</summary>
    public int Schema { get; }

    /// <summary>The version that this process reads.</summary>
    public int Known { get; }
}
