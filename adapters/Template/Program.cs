using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Template;

await AdapterHost.RunAsync(args, new AdapterIdentity("template", "0.1.0"), builder =>
    builder.Services.AddTemplateAdapter(builder.Configuration.GetSection(TemplateAdapterOptions.Section).Get<TemplateAdapterOptions>() ?? new TemplateAdapterOptions()));
