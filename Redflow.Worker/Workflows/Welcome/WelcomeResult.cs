namespace Redflow.Worker.Workflows.Welcome;

/// <param name="Sent">True: a run that can't send its message fails.</param>
internal sealed record WelcomeResult(bool Sent);
