using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Redflow.Worker.Workflows.Welcome;

/// <summary>The text of the welcome message.</summary>
internal static class WelcomeMessage
{
    private static readonly MailAddress Sender = new("welcome@redflow.example", "Redflow Samples");

    public static MailMessage Create(User user, string idempotencyKey) => new(Sender, new(user.Email, user.Name, Encoding.UTF8))
    {
        Subject = $"Welcome, {user.Name}",
        SubjectEncoding = Encoding.UTF8,
        Body = $"Hello {user.Name},\r\n\r\nyour account {user.Id} is ready.\r\n\r\nThe Redflow samples\r\n",
        BodyEncoding = Encoding.UTF8,
        BodyTransferEncoding = TransferEncoding.EightBit,
        Headers = { ["Message-ID"] = $"<{idempotencyKey}@redflow.example>" },
    };
}
