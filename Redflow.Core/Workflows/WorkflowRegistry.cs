using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Payloads;
using Redflow.Schedules;

namespace Redflow.Workflows;

/// <summary>The definitions of this process, with what configuration says of them, checked together when the host starts.</summary>
internal sealed class WorkflowRegistry
{
    private readonly List<WorkflowDefinition> _definitions = [];
    private readonly Dictionary<string, WorkflowDefinition> _byName = new(StringComparer.Ordinal);
    private readonly List<string> _mistakes = [];
    private readonly PayloadSerializer _payloads;

    /// <exception cref="WorkflowDefinitionException">Any definition is wrong.</exception>
    public WorkflowRegistry(IEnumerable<WorkflowDefinition> definitions, PayloadSerializer payloads)
        : this(definitions, [], new ConfigurationBuilder().Build(), null, payloads)
    {
    }

    /// <param name="definitions">The definitions.</param>
    /// <param name="mistakes">What is no definition.</param>
    /// <param name="configuration">What goes over what code says.</param>
    /// <param name="services">Which services there are; null when that is not known.</param>
    /// <param name="payloads">Writes and reads inputs and outputs.</param>
    /// <exception cref="WorkflowDefinitionException">Any definition is wrong.</exception>
    public WorkflowRegistry(
        IEnumerable<WorkflowDefinition> definitions,
        IEnumerable<DefinitionMistake> mistakes,
        IConfiguration configuration,
        IServiceProviderIsService? services,
        PayloadSerializer payloads)
    {
        _payloads = payloads;
        _mistakes.AddRange(mistakes.Select(mistake => mistake.Text));
        var check = new DefinitionCheck(payloads, services);
        foreach (var definition in definitions)
        {
            Add(definition, configuration, check);
            foreach (var handler in definition.DefineHandlers())
            {
                Add(handler, configuration, check);
            }
        }

        if (services is not null)
        {
            _definitions.ForEach(definition => definition.Note(services));
        }

        _mistakes.AddRange(QueueMistakes());
        if (_mistakes.Count > 0)
        {
            throw new WorkflowDefinitionException(_mistakes);
        }
    }

    public IReadOnlyCollection<WorkflowDefinition> Definitions => _definitions;

    public IReadOnlyList<string> Queues => [.. _definitions.Select(definition => definition.Options.Queue).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Finds a workflow by its name, or one that it had before.</summary>
    public WorkflowDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Describes the workflows to clients.</summary>
    public WorkflowInfo[] Describe() => [.. _definitions.SelectMany(definition => definition.ToInfos(_payloads))];

    /// <summary>Describes the schedules that each workflow declares, also where that is none: it may have declared some before.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ScheduleDefinition>> DescribeSchedules() =>
        _definitions.ToDictionary(definition => definition.Name, definition => definition.ToSchedules(_payloads), StringComparer.Ordinal);

    private void Add(WorkflowDefinition definition, IConfiguration configuration, DefinitionCheck check)
    {
        _mistakes.AddRange(WorkflowConfiguration.Apply(configuration, definition.Name, definition.Options));
        _mistakes.AddRange(check.MistakesIn(definition));
        _definitions.Add(definition);
        Name(definition.Name, definition);
        foreach (var alias in definition.Options.Aliases)
        {
            Name(alias, definition);
        }
    }

    private void Name(string name, WorkflowDefinition definition)
    {
        if (_byName.TryAdd(name, definition))
        {
            return;
        }

        var other = _byName[name];
        _mistakes.Add(other.Name == name && definition.Name == name && other != definition
            ? $"Workflow '{name}' is registered twice. Names are unique: rename one of the two."
            : $"Workflow '{definition.Name}': '{name}' is a name or an alias of workflow '{other.Name}' already.");
    }

    private IEnumerable<string> QueueMistakes()
    {
        var bounded = _definitions.Where(definition => definition.Options.MaxQueueLength is not null);
        foreach (var queue in bounded.GroupBy(definition => definition.Options.Queue, StringComparer.Ordinal))
        {
            var lengths = queue.GroupBy(definition => definition.Options.MaxQueueLength)
                .Select(length => $"{length.Key} of {string.Join(" and ", length.Select(definition => $"'{definition.Name}'"))}")
                .ToArray();
            if (lengths.Length > 1)
            {
                yield return $"Queue '{queue.Key}' can't have several values of MaxQueueLength: {string.Join(", ", lengths)}. Give its workflows the same.";
            }
        }
    }
}
