using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Redflow.Worker.Workflows.Checkout;
using Redflow.Worker.Workflows.Import;
using Redflow.Worker.Workflows.Welcome;

namespace Redflow.Worker.Samples;

/// <summary>Adds what the sample workflows take in their constructors.</summary>
internal static class SamplesExtensions
{
    public static IServiceCollection AddSamples(this IServiceCollection services)
    {
        services.AddOptions<SamplesOptions>()
            .BindConfiguration(SamplesOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<SamplesOptions>, SamplesOptionsSetup>();
        services.AddSingleton<IValidateOptions<SamplesOptions>, SamplesOptionsSetup>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<IUsers, SampleUsers>();
        services.AddSingleton<IMailer, PickupMailer>();
        services.AddSingleton<Ledger>();
        services.AddSingleton<ImportFolder>();
        services.AddScoped<SalesReader>();
        services.AddHostedService<SampleImports>();
        return services;
    }
}
