namespace Redflow.Chaos.Checks;

/// <summary>Collects what one check finds.</summary>
/// <param name="name">The invariant, one of <see cref="Invariants"/>.</param>
internal sealed class Findings(string name)
{
    private const int MostExamples = 5;

    private readonly List<string> _examples = [];
    private int _violations;
    private int _checked;

    /// <summary>Counts cases that were looked at.</summary>
    public void Look(int cases = 1) => _checked += cases;

    /// <summary>Counts a violation.</summary>
    /// <param name="example">What tells it from others.</param>
    public void Violated(string example)
    {
        _violations++;
        if (_examples.Count < MostExamples)
        {
            _examples.Add(example);
        }
    }

    public InvariantResult ToResult() => new(name, _violations, _examples, _checked);
}
