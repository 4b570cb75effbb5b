namespace Redflow.Storage;

/// <summary>The engine's promises can't hold on this store.</summary>
public sealed class UnfitStoreException : StoreConfigurationException
{
    /// <summary>Says what the findings say.</summary>
    public UnfitStoreException(IReadOnlyList<StoreFinding> findings)
        : base($"Redflow can't work on this store. {string.Join(' ', findings.Select(finding => finding.Message))}")
    {
        Findings = findings;
    }

    /// <summary>What makes it unfit.</summary>
    public IReadOnlyList<StoreFinding> Findings { get; }
}
