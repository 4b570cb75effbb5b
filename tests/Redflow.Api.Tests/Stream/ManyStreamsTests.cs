using Microsoft.Extensions.DependencyInjection;
using Redflow.Api.Tests.Hosting;
using Redflow.Dashboard.Live;

namespace Redflow.Api.Tests.Stream;

[Collection(ApiSuite.Name)]
public sealed class ManyStreamsTests(ApiFixture fixture)
{
    [Fact]
    public async Task Stream_that_is_closed_leaves_room_for_another()
    {
        await using var api = await fixture.StartAnotherAsync();
        var hub = api.Services.GetRequiredService<ChangeHub>();
        for (var i = 0; i < ChangeHub.MaxReaders; i++)
        {
            Assert.NotNull(hub.TryEnter([StreamTopic.Runs]));
        }

        hub.Leave([StreamTopic.Runs]);

        await using var events = await EventReader.OpenAsync(api.Http);
        Assert.Null(hub.TryEnter([StreamTopic.Runs]));
    }
}
