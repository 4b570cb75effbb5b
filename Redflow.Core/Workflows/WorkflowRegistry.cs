using System.ComponentModel.DataAnnotations;
using Redflow.Limits;
using Redflow.Payloads;

namespace Redflow.Workflows;

/// <summary>The definitions of this process, checked together when the host starts.</summary>
internal sealed class WorkflowRegistry
{
    private readonly Dictionary<string, WorkflowDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly PayloadSerializer _payloads;

    /// <exception cref="WorkflowDefinitionException">Any definition is wrong.</exception>
    public WorkflowRegistry(IEnumerable<WorkflowDefinition> definitions, PayloadSerializer payloads)
    {
        _payloads = payloads;
        var mistakes = new List<string>();
        foreach (var definition in definitions)
        {
            mistakes.AddRange(MistakesIn(definition));
            if (!_definitions.TryAdd(definition.Name, definition))
            {
                mistakes.Add($"Workflow '{definition.Name}' is registered twice. Names are unique: rename one of the two.");
            }
        }

        if (mistakes.Count > 0)
        {
            throw new WorkflowDefinitionException(mistakes);
        }
    }

    public IReadOnlyCollection<WorkflowDefinition> Definitions => _definitions.Values;

    public IReadOnlyList<string> Queues => [.. _definitions.Values.Select(definition => definition.Options.Queue).Distinct().Order(StringComparer.Ordinal)];

    public WorkflowDefinition? Find(string name) => _definitions.GetValueOrDefault(name);

    /// <summary>Describes the workflows to clients.</summary>
    public WorkflowInfo[] Describe() => [.. _definitions.Values.Select(definition => definition.ToInfo(_payloads))];

    private IEnumerable<string> MistakesIn(WorkflowDefinition definition)
    {
        if (!Names.IsValid(definition.Name))
        {
            yield return $"'{definition.Name}' is not a workflow name: it takes {Names.Rule}.";
        }

        if (!Names.IsValid(definition.Options.Queue))
        {
            yield return $"Workflow '{definition.Name}': '{definition.Options.Queue}' is not a queue name: it takes {Names.Rule}.";
        }

        var results = new List<ValidationResult>();
        Validator.TryValidateObject(definition.Options, new(definition.Options), results, validateAllProperties: true);
        foreach (var mistake in results.Select(result => result.ErrorMessage)
            .Append(definition.Options.Backoff?.Mistake())
            .Append(definition.Options.Rate?.Mistake())
            .Append(LimitKeyPath.Mistake(definition.Options.LimitKey))
            .Append(_payloads.MistakeIn(definition.InputType))
            .Append(_payloads.MistakeIn(definition.OutputType)))
        {
            if (mistake is not null)
            {
                yield return $"Workflow '{definition.Name}': {mistake}";
            }
        }
    }
}
