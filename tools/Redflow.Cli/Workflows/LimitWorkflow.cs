using System.CommandLine;
using System.Globalization;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Workflows;

/// <summary><c>redflow workflows limits</c>.</summary>
internal sealed class LimitWorkflow : ApiCommand
{
    private readonly Argument<string> _name;
    private readonly Option<int?> _maxConcurrency = new("--max-concurrency") { Description = "How many of its runs go on at a time.", HelpName = "number" };
    private readonly Option<int?> _perKey = new("--max-concurrency-per-key") { Description = "How many runs of a limit key go on at a time.", HelpName = "number" };
    private readonly Option<string?> _rate = Values.Text("--rate", "How many runs start in a period, such as 100/1m.", "count/period");
    private readonly Option<bool> _ratePerKey = new("--rate-per-key") { Description = "The rate is that of each limit key." };
    private readonly Option<bool> _none = new("--none") { Description = "Takes all limits away." };

    public LimitWorkflow(Tool tool)
        : base(tool, "limits", "Sets a workflow's limits, all at once: one that is left out is none. Without options, shows them.")
    {
        _name = NameArgument.OfWorkflow(tool);
        Add(_name);
        Option[] options = [_maxConcurrency, _perKey, _rate, _ratePerKey, _none];
        foreach (var option in options)
        {
            Add(option);
        }

        _rate.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && RateOf(text) is null)
            {
                result.AddError($"--rate is '{text}': it takes a number, a slash and {Dashboard.Queries.Duration.Forms}.");
            }
        });
        Validators.Add(result =>
        {
            if (result.GetValue(_none) && options[..3].Any(option => result.GetResult(option) is { Implicit: false }))
            {
                result.AddError("--none takes all limits away: it stands alone.");
            }

            if (result.GetValue(_ratePerKey) && result.GetResult(_rate) is null)
            {
                result.AddError("--rate-per-key is that of a rate: give --rate too.");
            }
        });
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = ApiPath.Of($"workflows/{parsed.GetValue(_name)}");
        var rate = parsed.GetValue(_rate) is { } text ? RateOf(text) : null;
        var isChange = parsed.GetValue(_none) || rate is not null || parsed.GetValue(_maxConcurrency) is not null || parsed.GetValue(_perKey) is not null;
        var reply = !isChange
            ? await session.Api.GetAsync(path, cancellationToken)
            : await session.Api.SendAsync(HttpMethod.Put, $"{path}/limits", BodyOf(parsed, rate), cancellationToken);
        return session.Show<Workflow>(reply, workflow => session.Screen.Line($"Limits of workflow '{workflow.Name}': {workflow.DescribeLimits()}."));
    }

    private ReadOnlyMemory<byte> BodyOf(ParseResult parsed, (int Count, string Period)? rate) => JsonBody.Of(
        ("maxConcurrency", parsed.GetValue(_maxConcurrency)),
        ("maxConcurrencyPerKey", parsed.GetValue(_perKey)),
        ("rate", rate is { } given ? new { count = given.Count, period = given.Period, perKey = parsed.GetValue(_ratePerKey) } : null));

    private static (int Count, string Period)? RateOf(string text) =>
        text.Split('/') is [var count, var period]
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Dashboard.Queries.Duration.TryParse(period, out _)
            ? (number, period)
            : null;
}
