namespace Redflow.Dashboard.Redaction;

/// <summary>So much is redacted that the page can't be shown without it.</summary>
internal sealed class HiddenException(Exception inner)
    : RedflowException("What you may not see is too much of this page to show the rest: the configured paths of redaction lead to more than payloads and texts.", inner);
