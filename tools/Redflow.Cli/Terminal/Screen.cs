using Spectre.Console;
using Spectre.Console.Rendering;

namespace Redflow.Cli.Terminal;

/// <summary>Where answers go: with colours where there is a terminal. Lines are as long as they are: what is copied from them is whole.</summary>
internal sealed class Screen(Surroundings around, bool utc)
{
    private const int NoWidth = 10_000;

    private readonly bool _hasColors = around.IsTerminal && around.Variable("NO_COLOR") is null;

    public Times Times { get; } = new(around.Time, utc);

    /// <summary>Writes a document and a line break; of an answer without one, nothing.</summary>
    public void Json(string json)
    {
        if (json.Length > 0)
        {
            around.Output.WriteLine(around.IsTerminal ? Printable.Json(json) : json);
        }
    }

    /// <summary>Writes a line of an answer.</summary>
    public void Line(string text) => around.Output.WriteLine(Printable.Lines(text));

    /// <summary>Writes a line that is none of the answer.</summary>
    public void Note(string text) => around.Error.WriteLine(Printable.Lines(text));

    /// <summary>Writes rows below each other.</summary>
    public void Table<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns) => Write(TableOf(rows, columns));

    /// <summary>Writes names and values below each other, without those that have none.</summary>
    public void Details(params IEnumerable<(string Name, Cell Value)> details)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var (name, value) in details.Where(detail => !string.IsNullOrEmpty(detail.Value.Text)))
        {
            grid.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), Draw(value));
        }

        Write(grid);
    }

    public static IRenderable TableOf<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Title.ToUpperInvariant(), new Style(decoration: Decoration.Bold))).Padding(0, 0, 2, 0).NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow(columns.Select(column => Draw(column.Value(row))));
        }

        return table;
    }

    public void Write(IRenderable what) => around.Output.Write(Render(what));

    /// <summary>Draws into a text, which is written at once: a terminal shows no half of it.</summary>
    public string Render(IRenderable what)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = _hasColors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _hasColors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = NoWidth;
        console.Write(what);
        return Trim(text.ToString());
    }

    /// <summary>Draws a text of one line: what others wrote in it is no markup, and moves no cursor.</summary>
    public static Text Draw(Cell cell) => new(Printable.Text(cell.Text ?? ""), cell.Color is { } color ? new Style(color) : Style.Plain);

    /// <summary>Takes the blanks away that fill the last column.</summary>
    private static string Trim(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
}
