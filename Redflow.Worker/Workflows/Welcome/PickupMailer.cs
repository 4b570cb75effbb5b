using System.Net.Mail;
using Microsoft.Extensions.Options;
using Redflow.Worker.Samples;

namespace Redflow.Worker.Workflows.Welcome;

/// <summary>Writes messages as .eml files into a pickup folder, from where a mail server would take them.</summary>
/// <remarks>
/// A step may run twice: its worker can die after the work and before the commit, and a worker that lost its lease may still be at it
/// while the next one starts. So the file is named by the idempotency key, is left alone where it exists, and appears by a rename:
/// however often this runs there is one file, and never half of one. A kill may leave a draft folder, whose name starts with a dot.
/// </remarks>
internal sealed class PickupMailer(IOptions<SamplesOptions> options) : IMailer
{
    public async Task SendWelcomeAsync(User user, string idempotencyKey, CancellationToken cancellationToken)
    {
        var target = Path.Combine(options.Value.Outbox, $"{idempotencyKey}.eml");
        if (File.Exists(target))
        {
            return;
        }

        var draft = Directory.CreateDirectory(Path.Combine(options.Value.Outbox, $".{idempotencyKey}.{Guid.NewGuid():N}"));
        try
        {
            await WriteAsync(WelcomeMessage.Create(user, idempotencyKey), draft.FullName, cancellationToken);
            File.Move(draft.GetFiles("*.eml").Single().FullName, target, overwrite: true);
        }
        finally
        {
            draft.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(MailMessage message, string folder, CancellationToken cancellationToken)
    {
        using (message)
        using (var smtp = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder })
        {
            await smtp.SendMailAsync(message, cancellationToken);
        }
    }
}
