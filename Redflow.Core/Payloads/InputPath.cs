using System.Text;

namespace Redflow.Payloads;

/// <summary>
/// Where in an input something stands, such as <c>items[2].price</c>. Written out only where something is wrong: names may be as long as the input, and written for
/// each of many items they would take hours.
/// </summary>
internal sealed class InputPath
{
    public static readonly InputPath Root = new(null, "", 0);

    /// <summary>Enough to tell a member by.</summary>
    private const int MaxNameLength = 100;

    private readonly InputPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private InputPath(InputPath? parent, string? name, int index) => (_parent, _name, _index) = (parent, name, index);

    public InputPath Member(string name) => new(this, name, 0);

    public InputPath Item(int index) => new(this, null, index);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (_parent is null)
        {
            return;
        }

        _parent.Write(text);
        if (_name is null)
        {
            text.Append('[').Append(_index).Append(']');
        }
        else
        {
            text.Append(text.Length == 0 ? "" : ".").Append(_name.Length <= MaxNameLength ? _name : $"{_name.AsSpan(0, MaxNameLength)}…");
        }
    }
}
