namespace Redflow.Dashboard.Tests.Hosting;

/// <content>What people and programs have done to the shop.</content>
public sealed partial class DashboardFixture
{
    private async Task SeedAuditAsync()
    {
        await NoteAsync("shop-frontend", "operator", "POST", "/api/v1/workflows/{name}/runs", Shop.Checkout, 201, "10.0.4.17", times: 18);
        await NoteAsync("deploy", "admin", "PUT", "/api/v1/workflows/{name}/limits", Shop.Import, 200, "10.0.2.5");
        await NoteAsync("night-shift", "operator", "POST", "/api/v1/queues/{name}/pause", "nightly", 200, "10.0.4.31");
        await NoteAsync("night-shift", "operator", "POST", "/runs/{id}/retry", Failed.ToString(), 303, "10.0.4.31");
        await NoteAsync("jwt:ada@example.com", "operator", "POST", "/runs/{id}/cancel", Waiting.ToString(), 400, "10.0.4.8");
        await NoteAsync("night-shift", "operator", "DELETE", "/api/v1/runs/{id}", Waiting.ToString(), 409, "10.0.4.31");
        await NoteAsync(null, null, "POST", "/api/v1/events/{name}", "catalogue.changed", 202, "127.0.0.1");
    }

    private Task NoteAsync(string? caller, string? role, string method, string route, string target, int status, string address, int times = 1) => _worker!.Store.AppendAuditAsync(
        new() { Caller = caller, Role = role, Method = method, Route = route, Target = target, Status = status, Address = address }, times);
}
