namespace Redflow.Worker.Workflows.Welcome;

/// <summary>Sends messages. Put your own in the place of <see cref="PickupMailer"/>.</summary>
internal interface IMailer
{
    /// <summary>Sends the welcome message to a user, once for each key: a call that is repeated sends no second one.</summary>
    Task SendWelcomeAsync(User user, string idempotencyKey, CancellationToken cancellationToken);
}
