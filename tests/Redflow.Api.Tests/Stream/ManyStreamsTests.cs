using Microsoft.Extensions.DependencyInjection;
using Redflow.Api.Stream;
using Redflow.Api.Tests.Hosting;

namespace Redflow.Api.Tests.Stream;

[Collection(ApiSuite.Name)]
public sealed class ManyStreamsTests(ApiFixture fixture)
{
    [Fact]
    public async Task More_streams_than_there_may_be_are_429()
    {
        await using var api = await fixture.StartAnotherAsync();
        var hub = api.Services.GetRequiredService<ChangeHub>();
        for (var i = 0; i < ChangeHub.MaxReaders; i++)
        {
            Assert.NotNull(hub.TryEnter([StreamTopic.Runs]));
        }

        await (await api.Http.AskAsync("/api/v1/stream")).ProblemAsync("too-many-streams");
        hub.Leave([StreamTopic.Runs]);

        await using var events = await EventReader.OpenAsync(api.Http);
        Assert.Null(hub.TryEnter([StreamTopic.Runs]));
    }
}
