namespace Redflow.Worker.Workflows.Welcome;

/// <param name="UserId">Whom to welcome.</param>
internal sealed record WelcomeInput(string UserId);
