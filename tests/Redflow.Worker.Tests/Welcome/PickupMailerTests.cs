using System.Globalization;
using Redflow.Worker.Workflows.Welcome;

namespace Redflow.Worker.Tests.Welcome;

public sealed class PickupMailerTests : IDisposable
{
    private static readonly User Ada = new("user_123", "Ada Lovelace", "ada@example.com");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Message_is_a_whole_eml_file()
    {
        await Mailer().SendWelcomeAsync(Ada, "run1", CancellationToken.None);

        var message = new EmlFile(Path.Combine(_folder.Samples.Outbox, "run1.eml"));
        Assert.Equal("\"Redflow Samples\" <welcome@redflow.example>", message["From"]);
        Assert.Equal("\"Ada Lovelace\" <ada@example.com>", message["To"]);
        Assert.Equal("Welcome, Ada Lovelace", message["Subject"]);
        Assert.Equal("<run1@redflow.example>", message["Message-ID"]);
        Assert.Equal("1.0", message["MIME-Version"]);
        Assert.Equal("text/plain; charset=utf-8", message["Content-Type"]);
        Assert.True(DateTimeOffset.TryParse(message["Date"], CultureInfo.InvariantCulture, out _));
        Assert.Contains("your account user_123 is ready", message.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zoë Ångström")]
    [InlineData("津田 梅子")]
    [InlineData("A name as long as this one, which has to be folded: Łukasz Maria von und zu Öttingen-Spielberg")]
    public async Task Name_of_any_language_comes_through(string name)
    {
        await Mailer().SendWelcomeAsync(new("user_1", name, "someone@example.com"), "run1", CancellationToken.None);

        var message = new EmlFile(Path.Combine(_folder.Samples.Outbox, "run1.eml"));
        Assert.Equal($"Welcome, {name}", message["Subject"]);
        Assert.Contains(name, message["To"], StringComparison.Ordinal);
        Assert.StartsWith($"Hello {name},\r\n", message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_again_with_the_same_key_leaves_the_first_message_alone()
    {
        await Mailer().SendWelcomeAsync(Ada, "run1", CancellationToken.None);
        await Mailer().SendWelcomeAsync(Ada with { Email = "other@example.com" }, "run1", CancellationToken.None);

        Assert.Equal("\"Ada Lovelace\" <ada@example.com>", new EmlFile(OnlyFile())["To"]);
    }

    [Fact]
    public async Task Senders_at_the_same_time_leave_one_message_and_no_drafts()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Mailer().SendWelcomeAsync(Ada, "run1", CancellationToken.None))));

        Assert.Equal("<run1@redflow.example>", new EmlFile(OnlyFile())["Message-ID"]);
        Assert.Empty(Directory.GetDirectories(_folder.Samples.Outbox));
    }

    [Fact]
    public async Task Each_key_is_a_message_of_its_own()
    {
        await Mailer().SendWelcomeAsync(Ada, "run1", CancellationToken.None);
        await Mailer().SendWelcomeAsync(Ada, "run2", CancellationToken.None);

        Assert.Equal(["run1.eml", "run2.eml"], Directory.GetFiles(_folder.Samples.Outbox).Select(Path.GetFileName).Order());
    }

    private PickupMailer Mailer() => new(_folder.Options);

    private string OnlyFile() => Assert.Single(Directory.GetFiles(_folder.Samples.Outbox));
}
