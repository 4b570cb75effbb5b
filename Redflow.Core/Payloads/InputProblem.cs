namespace Redflow.Payloads;

/// <summary>One thing that is wrong with an input.</summary>
/// <param name="Member">The member's path, such as <c>items[2].price</c>; empty for the input itself.</param>
/// <param name="Message">What is wrong, without the member's value.</param>
public sealed record InputProblem(string Member, string Message)
{
    /// <summary>Returns the member and the message.</summary>
    public override string ToString() => Member.Length == 0 ? Message : $"{Member}: {Message}";
}
