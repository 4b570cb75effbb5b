using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Redflow.Payloads;
using Redflow.Retries;
using Redflow.Schedules;

namespace Redflow.Workflows;

/// <summary>Sets a workflow's options as configuration says. Each key is read alone, so that all mistakes are found.</summary>
internal static class WorkflowConfiguration
{
    private static readonly PropertyInfo[] Options =
        [.. typeof(WorkflowOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(option => option.PropertyType != typeof(RetryBackoff))];

    /// <returns>The mistakes, by their paths.</returns>
    public static IEnumerable<string> Apply(IConfiguration configuration, string workflow, WorkflowOptions options)
    {
        foreach (var key in configuration.GetSection($"{WorkflowOptions.Section}:{workflow}").GetChildren())
        {
            if (Options.FirstOrDefault(option => string.Equals(option.Name, key.Key, StringComparison.OrdinalIgnoreCase)) is not { } option)
            {
                yield return $"{key.Path} is no option that configuration can set. It can set {string.Join(", ", Options.Select(known => known.Name))}.";
            }
            else if (MistakeIn(option, key, options) is { } mistake)
            {
                yield return mistake;
            }
        }
    }

    private static string? MistakeIn(PropertyInfo option, IConfigurationSection key, WorkflowOptions options)
    {
        try
        {
            var value = key.Get(option.PropertyType, binder => binder.ErrorOnUnknownConfiguration = true);
            if (value is null && !(IsOptional(option) && string.IsNullOrEmpty(key.Value) && !key.GetChildren().Any()))
            {
                return $"{key.Path} can't be read as {NameOf(option)}.";
            }

            option.SetValue(options, value);
            if (option.Name == nameof(WorkflowOptions.Cron))
            {
                options.Cron = [.. options.Cron.Select(WithJson)];
            }

            return null;
        }
        catch (InvalidOperationException exception)
        {
            return $"{key.Path} can't be read as {NameOf(option)}: {exception.Message}";
        }
    }

    /// <summary>Configuration has the input as JSON text.</summary>
    private static CronTrigger WithJson(CronTrigger trigger) =>
        trigger.Input is string json ? trigger with { Input = new Payload(Encoding.UTF8.GetBytes(json)) } : trigger;

    private static bool IsOptional(PropertyInfo option) =>
        Nullable.GetUnderlyingType(option.PropertyType) is not null
        || option.Name is nameof(WorkflowOptions.Rate) or nameof(WorkflowOptions.LimitKey)
            or nameof(WorkflowOptions.MaxConcurrency) or nameof(WorkflowOptions.MaxConcurrencyPerKey);

    private static string NameOf(PropertyInfo option) => option.PropertyType is { IsGenericType: true } type
        ? $"{type.Name.Split('`')[0]} of {type.GetGenericArguments()[0].Name}"
        : option.PropertyType.Name;
}
