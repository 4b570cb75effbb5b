using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Worker.Samples;

namespace Redflow.Worker.Tests.Samples;

public sealed class SamplesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_are_under_the_content_root_by_default()
    {
        using var host = Build();

        var options = host.Services.GetRequiredService<IOptions<SamplesOptions>>().Value;

        var samples = Path.Combine(_folder.Path, "artifacts", "samples");
        Assert.Equal(Path.Combine(samples, "outbox"), options.Outbox);
        Assert.Equal(Path.Combine(samples, "ledger.jsonl"), options.LedgerFile);
        Assert.Equal(Path.Combine(samples, "imports"), options.Imports);
    }

    [Fact]
    public void Import_folder_can_be_elsewhere()
    {
        using var host = Build((nameof(SamplesOptions.ImportFolder), "uploads"));

        Assert.Equal(Path.Combine(_folder.Path, "uploads"), host.Services.GetRequiredService<IOptions<SamplesOptions>>().Value.Imports);
    }

    [Theory]
    [InlineData(nameof(SamplesOptions.Folder))]
    [InlineData(nameof(SamplesOptions.ImportFolder))]
    public async Task Host_does_not_start_where_it_can_not_write(string option)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "taken"), "");
        using var host = Build((option, Path.Combine("taken", "samples")));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains($"Redflow:Samples:{option} is '{Path.Combine(_folder.Path, "taken", "samples")}'", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_does_not_start_with_an_empty_folder()
    {
        using var host = Build((nameof(SamplesOptions.Folder), ""));

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    [Fact]
    public async Task Sample_file_is_put_into_the_import_folder_once()
    {
        var file = Path.Combine(_folder.Path, "artifacts", "samples", "imports", "sales.csv");
        using var first = Build();
        await first.StartAsync();
        Assert.StartsWith("date,customer,country,amount", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "mine");

        using var second = Build();
        await second.StartAsync();

        Assert.Equal("mine", await File.ReadAllTextAsync(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    private IHost Build(params (string Option, string Value)[] options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = _folder.Path });
        builder.Configuration.AddInMemoryCollection(options.Select(option => KeyValuePair.Create($"Redflow:Samples:{option.Option}", (string?)option.Value)));
        builder.Services.AddSamples();
        return builder.Build();
    }
}
