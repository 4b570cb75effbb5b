namespace Redflow.Worker.Workflows.Welcome;

/// <summary>A directory of users. Put your own in the place of <see cref="SampleUsers"/>.</summary>
internal interface IUsers
{
    /// <exception cref="UnknownUserException">There is no such user.</exception>
    Task<User> GetAsync(string id, CancellationToken cancellationToken);
}
