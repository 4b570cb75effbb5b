using Microsoft.Extensions.DependencyInjection;
using Redflow.Workflows;

namespace Redflow.Payloads;

/// <summary>Checks inputs by their annotations and the validators of their type.</summary>
internal static class InputCheck
{
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="input">The input.</param>
    /// <param name="payloads">Knows the names of members.</param>
    /// <param name="services">Where validators come from; null for none.</param>
    /// <param name="cancellationToken">Stops the validators.</param>
    /// <exception cref="InputValidationException">The input is not valid.</exception>
    public static async Task EnsureAsync<TInput>(
        string workflow, TInput input, PayloadSerializer payloads, IServiceProvider? services, CancellationToken cancellationToken)
    {
        Ensure(workflow, input, payloads, services);
        var problems = new List<InputProblem>();
        foreach (var validator in services?.GetServices<IWorkflowInputValidator<TInput>>() ?? [])
        {
            problems.AddRange(await validator.ValidateAsync(input, cancellationToken).ConfigureAwait(false));
        }

        ThrowIfAny(workflow, problems);
    }

    /// <exception cref="InputValidationException">The annotations of the input refuse it.</exception>
    public static void Ensure(string workflow, object? input, PayloadSerializer payloads, IServiceProvider? services = null) =>
        ThrowIfAny(workflow, AnnotationCheck.Problems(input, payloads.Members, services));

    /// <exception cref="InputValidationException">It is not JSON.</exception>
    public static void EnsureJson(string workflow, Payload input)
    {
        if (!JsonText.IsValid(input.Utf8.Span))
        {
            // What the parser says quotes the payload.
            throw new InputValidationException(workflow, [new("", "is not JSON: make it with Payload.From")]);
        }
    }

    private static void ThrowIfAny(string workflow, IReadOnlyList<InputProblem> problems)
    {
        if (problems.Count > 0)
        {
            throw new InputValidationException(workflow, problems);
        }
    }
}
