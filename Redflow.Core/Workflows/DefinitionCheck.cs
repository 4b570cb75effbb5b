using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Limits;
using Redflow.Payloads;

namespace Redflow.Workflows;

/// <summary>Finds what is wrong with definitions, each for itself.</summary>
internal sealed class DefinitionCheck(PayloadSerializer payloads, IServiceProviderIsService? services)
{
    public IEnumerable<string> MistakesIn(WorkflowDefinition definition)
    {
        if (!Names.IsValid(definition.Name))
        {
            yield return $"'{definition.Name}' is not a workflow name: it takes {Names.Rule}.";
        }

        var mistakes = AnnotationMistakes(definition.Options)
            .Concat(OptionMistakes(definition))
            .Concat(TriggerMistakes(definition))
            .Concat(HandlerMistakes(definition))
            .Concat(ServiceMistakes(definition))
            .Concat(definition.PayloadMistakes(payloads));
        foreach (var mistake in mistakes.OfType<string>())
        {
            yield return $"Workflow '{definition.Name}': {mistake}";
        }
    }

    private static IEnumerable<string?> AnnotationMistakes(WorkflowOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);
        return results.Select(result => result.ErrorMessage);
    }

    private static IEnumerable<string?> OptionMistakes(WorkflowDefinition definition)
    {
        var options = definition.Options;
        if (!Names.IsValid(options.Queue))
        {
            yield return $"'{options.Queue}' is not a queue name: it takes {Names.Rule}.";
        }

        foreach (var alias in options.Aliases.Where(alias => !Names.IsValid(alias)))
        {
            yield return $"'{alias}' is not a name that it can have had: it takes {Names.Rule}.";
        }

        yield return options.Backoff?.Mistake();
        yield return options.Rate?.Mistake();
        yield return LimitKeyPath.Mistake(options.LimitKey);
    }

    private IEnumerable<string?> TriggerMistakes(WorkflowDefinition definition)
    {
        foreach (var name in definition.Options.Events.Where(name => !Names.IsLabel(name, Names.MaxLabelLength)))
        {
            yield return $"'{name}' is not an event's name: it takes 1 to {Names.MaxLabelLength} characters without control characters.";
        }

        var isReadable = payloads.MistakeIn(definition.InputType) is null;
        foreach (var trigger in definition.Options.Cron)
        {
            foreach (var mistake in trigger.Mistakes())
            {
                yield return mistake;
            }

            yield return isReadable ? InputMistake(definition, trigger) : null;
        }

        foreach (var twins in definition.Options.Cron.CountBy(trigger => trigger.IdOrExpression).Where(count => count.Value > 1))
        {
            yield return $"{twins.Value} cron triggers have the id '{twins.Key}'. Give each an Id of its own.";
        }
    }

    private string? InputMistake(WorkflowDefinition definition, Schedules.CronTrigger trigger)
    {
        try
        {
            definition.WriteInput(trigger, payloads);
            return null;
        }
        catch (Exception exception) when (exception is InputValidationException or JsonException or NotSupportedException or ArgumentException)
        {
            var problems = exception is InputValidationException invalid ? string.Join("; ", invalid.Problems) : exception.Message;
            return $"The Input of cron trigger '{trigger.IdOrExpression}' does not fit {definition.InputType.Name}: {problems}";
        }
    }

    private static IEnumerable<string?> HandlerMistakes(WorkflowDefinition definition)
    {
        var handlers = definition.Options.Handlers;
        foreach (var several in handlers.GroupBy(handler => handler.Suffix).Where(group => group.Count() > 1))
        {
            yield return $"It has {several.Count()} {several.Key} handlers: {string.Join(", ", several.Select(handler => handler.Name))}. Let one do it all.";
        }

        foreach (var handler in handlers)
        {
            yield return handler.Mistake;
        }
    }

    /// <summary>Says which parameters of a delegate nobody can give.</summary>
    private IEnumerable<string?> ServiceMistakes(WorkflowDefinition definition) =>
        from parameter in services is null ? [] : definition.Services
        where !parameter.HasDefaultValue && !IsService(parameter)
        select $"{parameter.ParameterType.FullName}, which its delegate takes as '{parameter.Name}', is not registered as a service.";

    private bool IsService(System.Reflection.ParameterInfo parameter) =>
        parameter.GetCustomAttributes(typeof(FromKeyedServicesAttribute), inherit: false) is [FromKeyedServicesAttribute keyed]
            ? services is not IServiceProviderIsKeyedService keyedServices || keyedServices.IsKeyedService(parameter.ParameterType, keyed.Key)
            : services!.IsService(parameter.ParameterType);
}
