using CsvHelper;

namespace Redflow.Worker.Workflows.Import;

/// <summary>Counts the rows of one batch as they are read.</summary>
internal sealed class BatchTally
{
    private readonly SortedDictionary<string, int> _countries = new(StringComparer.Ordinal);
    private readonly List<RejectedRow> _rejected = [];
    private int _valid;
    private int _invalid;
    private decimal _amount;

    public int Rows => _valid + _invalid;

    public ImportSummary Summary => new(Rows, _valid, _invalid, _amount, _countries, _rejected);

    public void Add(CsvReader row)
    {
        if (Sale.TryRead(row, out var sale, out var reason))
        {
            _valid++;
            _amount += sale.Amount;
            _countries[sale.Country] = _countries.GetValueOrDefault(sale.Country) + 1;
            return;
        }

        _invalid++;
        if (_rejected.Count < ImportSummary.MaxRejected)
        {
            _rejected.Add(new(row.Parser.RawRow, reason));
        }
    }
}
