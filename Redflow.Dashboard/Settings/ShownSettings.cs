using Redflow.Dashboard.Access;
using Redflow.Storage;

namespace Redflow.Dashboard.Settings;

/// <summary>What the page of settings shows.</summary>
/// <param name="Account">What the host knows of who looks; null where it asks nobody.</param>
/// <param name="Keys">The keys that let somebody in; null for who may not know of them, and where there are none.</param>
/// <param name="Facts">What the dashboard runs on, each by name.</param>
/// <param name="Hidden">The paths of what others do not see; null for those from whom it is hidden.</param>
/// <param name="IsHidden">Whether something is hidden from who looks.</param>
/// <param name="Findings">What the doctor has found, the gravest first.</param>
internal sealed record ShownSettings(
    Account? Account,
    IReadOnlyList<ListedKey>? Keys,
    IReadOnlyList<(string Name, string Value)> Facts,
    IReadOnlyList<string>? Hidden,
    bool IsHidden,
    IReadOnlyList<StoreFinding> Findings);
