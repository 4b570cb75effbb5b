namespace Redflow.Cli.Http;

/// <summary>The API has answered with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception($"{problem.Detail ?? problem.Title} ({problem.Type})")
{
    public Problem Problem => problem;
}
