namespace Redflow.Storage;

/// <summary>A client is set up for another number of partitions than its namespace has: it would look for runs where they are not.</summary>
public sealed class NamespaceMismatchException : StoreConfigurationException
{
    /// <summary>Names both numbers.</summary>
    public NamespaceMismatchException(string prefix, int partitions, int configured)
        : base($"Namespace '{prefix}' was created with {partitions} partitions, and this process is set up for {configured}: it would not find "
            + $"its runs. Set Aspire:Redflow:Client:Partitions to {partitions} in every process, or use a new Prefix for {configured}.")
    {
        Partitions = partitions;
        Configured = configured;
    }

    /// <summary>How many partitions the namespace has.</summary>
    public int Partitions { get; }

    /// <summary>How many this process is set up for.</summary>
    public int Configured { get; }
}
