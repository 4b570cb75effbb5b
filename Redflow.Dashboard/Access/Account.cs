namespace Redflow.Dashboard.Access;

/// <summary>What the host knows of who looks.</summary>
/// <param name="Name">Who it is, as the audit log has it.</param>
/// <param name="Role">What they may do, in a word.</param>
/// <param name="By">How they were let in.</param>
/// <param name="Until">Until when; null where each request says who sends it.</param>
internal sealed record Account(string Name, string Role, string By, DateTimeOffset? Until);
