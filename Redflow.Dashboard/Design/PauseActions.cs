using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Client;
using Redflow.Dashboard.Access;

namespace Redflow.Dashboard.Design;

/// <summary>What the buttons do by which queues and workflows are paused.</summary>
/// <param name="Path">The path of their pages.</param>
/// <param name="Paused">What is said then; one of <see cref="Notices"/>.</param>
/// <param name="Resumed">What is said when it goes on.</param>
internal sealed record PauseActions<TReader>(string Path, string Paused, string Resumed)
    where TReader : class
{
    /// <summary>Fails for a name that nobody has given: a slip of the pen would pause nothing, and say that it did.</summary>
    public required Func<TReader, string, CancellationToken, Task> FindAsync { get; init; }

    /// <summary>Pauses what has the name, for a reason.</summary>
    public required Func<RedflowClient, string, string?, CancellationToken, Task> PauseAsync { get; init; }

    /// <summary>Ends its pause, and tells whether there was one.</summary>
    public required Func<RedflowClient, string, CancellationToken, Task<bool>> ResumeAsync { get; init; }

    /// <summary>Has it read anew.</summary>
    public required Action<TReader> Forget { get; init; }

    public void Map(IEndpointRouteBuilder pages)
    {
        var actions = pages.MapGroup($"/{Path}/{{name}}").WithMetadata(new PageDepth(3));
        actions.AddEndpointFilter<RouteGroupBuilder, ChangesOnly>();
        actions.MapPost("/pause", TakePauseAsync);
        actions.MapPost("/resume", TakeResumeAsync);
    }

    private async Task<IResult> TakePauseAsync(string name, RedflowClient client, HttpContext context)
    {
        var reader = context.RequestServices.GetRequiredService<TReader>();
        await FindAsync(reader, name, context.RequestAborted);
        await PauseAsync(client, name, await PauseReason.ReadAsync(context), context.RequestAborted);
        Forget(reader);
        return SeeOther.Page(context, $"{Path}/{name}", Paused);
    }

    private async Task<IResult> TakeResumeAsync(string name, RedflowClient client, HttpContext context)
    {
        var reader = context.RequestServices.GetRequiredService<TReader>();
        await FindAsync(reader, name, context.RequestAborted);
        var wasPaused = await ResumeAsync(client, name, context.RequestAborted);
        Forget(reader);
        return SeeOther.Page(context, $"{Path}/{name}", wasPaused ? Resumed : Notices.NotPaused);
    }
}
