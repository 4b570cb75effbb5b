namespace Redflow.Hosting;

/// <summary>How a process uses Redflow's store; bound from <c>Aspire:Redflow:Client</c>.</summary>
public sealed class RedflowClientSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Aspire:Redflow:Client";

    /// <summary>The name space that all keys and channels start with: 1 to 64 characters of letters, digits, dot, dash and underscore.</summary>
    /// <value><c>redflow</c>.</value>
    public string Prefix { get; set; } = "redflow";

    /// <summary>Whether to leave the store's health check out.</summary>
    /// <value>False.</value>
    public bool DisableHealthChecks { get; set; }
}
