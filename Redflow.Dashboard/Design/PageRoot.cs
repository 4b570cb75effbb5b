using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Redflow.Dashboard.Design;

/// <summary>
/// Gives a page and what it is made of the frame and the model, as cascading parameters: the classes of components are public, and these types are nobody's
/// but the dashboard's.
/// </summary>
internal sealed class PageRoot<TPage, TModel> : ComponentBase
    where TPage : IComponent
{
    [Parameter]
    public PageFrame Frame { get; set; } = null!;

    [Parameter]
    public TModel Model { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder) => Cascade(builder, Frame, inner => Cascade(inner, Model, page =>
    {
        page.OpenComponent<TPage>(0);
        page.CloseComponent();
    }));

    private static void Cascade<T>(RenderTreeBuilder builder, T value, RenderFragment content)
    {
        builder.OpenComponent<CascadingValue<T>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), value);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), content);
        builder.CloseComponent();
    }
}
