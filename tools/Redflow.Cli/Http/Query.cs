namespace Redflow.Cli.Http;

/// <summary>The query of a request: what has no value is not in it.</summary>
internal sealed class Query
{
    private readonly List<string> _parts = [];

    public Query Add(string name, string? value)
    {
        if (value is not null)
        {
            _parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        return this;
    }

    public override string ToString() => _parts.Count == 0 ? "" : $"?{string.Join('&', _parts)}";
}
