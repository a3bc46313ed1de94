using DsrGateway.AdapterKit;
using Microsoft.Extensions.Options;

namespace DsrGateway.Adapters.Template;

/// <summary>The only public entry.</summary>
public static class TemplateAdapterExtensions
{
    public static IServiceCollection AddTemplateAdapter(this IServiceCollection services, TemplateAdapterOptions options)
    {
        var valid = new TemplateAdapterOptionsValidator().Validate(null, options);
        return valid.Succeeded
            ? services.AddSingleton<ISystemAdapter>(_ => new TemplateAdapter(options))
            : throw new OptionsValidationException(TemplateAdapterOptions.Section, typeof(TemplateAdapterOptions), valid.Failures);
    }
}
