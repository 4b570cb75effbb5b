using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Redflow.Runs;

namespace Redflow.Hosting;

/// <summary>How a process uses Redflow's store; bound from <c>Aspire:Redflow:Client</c>.</summary>
public sealed class RedflowClientSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Aspire:Redflow:Client";

    /// <summary>The name space that all keys and channels start with: 1 to 128 characters of letters, digits, dot, dash and underscore.</summary>
    /// <value><c>redflow</c>.</value>
    public string Prefix { get; set; } = "redflow";

    /// <summary>Whether to leave the store's health check out.</summary>
    /// <value>False.</value>
    public bool DisableHealthChecks { get; set; }

    /// <summary>
    /// How many partitions the namespace has, 1 to 1,024. It is fixed when the first client creates the namespace, and the same for
    /// all its clients, workers and schedulers.
    /// </summary>
    /// <value>1.</value>
    public int Partitions { get; set; } = 1;

    /// <summary>Reads the settings: those of the section, over them those of the section that is named in it, over them what the code says.</summary>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    internal static RedflowClientSettings Read(IConfiguration configuration, string? name, Action<RedflowClientSettings>? configure)
    {
        var settings = new RedflowClientSettings();
        var section = configuration.GetSection(Section);
        section.Bind(settings);
        if (name is not null)
        {
            section.GetSection(name).Bind(settings);
        }

        configure?.Invoke(settings);
        settings.Validate();
        return settings;
    }

    private void Validate()
    {
        var failures = new List<string>();
        if (!Names.IsValid(Prefix))
        {
            failures.Add($"{Section}:{nameof(Prefix)} is '{Prefix}': it takes {Names.Rule}.");
        }

        if (Partitions is < 1 or > RunId.MaxPartitions)
        {
            failures.Add($"{Section}:{nameof(Partitions)} is {Partitions}: it takes 1 to {RunId.MaxPartitions}.");
        }

        if (failures.Count > 0)
        {
            throw new OptionsValidationException(Section, typeof(RedflowClientSettings), failures);
        }
    }
}
