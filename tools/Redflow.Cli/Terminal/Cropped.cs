using Spectre.Console.Rendering;

namespace Redflow.Cli.Terminal;

/// <summary>Draws something as wide as it is, and cuts each line at a width: a table that is made narrower cuts ids in the middle of it instead.</summary>
internal sealed class Cropped(IRenderable what, int width) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Segment.SplitLines(what.Render(options, maxWidth)))
        {
            foreach (var segment in Segment.Truncate(line, width))
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }
    }
}
