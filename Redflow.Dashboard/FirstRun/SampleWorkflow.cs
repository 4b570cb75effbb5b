namespace Redflow.Dashboard.FirstRun;

/// <summary>A workflow of Redflow.Worker that does no harm to anyone, with an input that it takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Input">The input, as JSON.</param>
/// <param name="Does">What there is to see.</param>
internal sealed record SampleWorkflow(string Name, string Input, string Does);
