using Microsoft.Extensions.Options;

namespace DsrGateway.Adapters.Template;

/// <summary>What annotations cannot say. A folder that is missing is no fault: it is an outage and may come back.</summary>
internal sealed class TemplateAdapterOptionsValidator : IValidateOptions<TemplateAdapterOptions>
{
    public ValidateOptionsResult Validate(string? name, TemplateAdapterOptions options) =>
        string.IsNullOrWhiteSpace(options.SystemId) || !Path.IsPathRooted(options.Folder)
            ? ValidateOptionsResult.Fail("Template: SystemId is required, and Folder as a full path.")
            : ValidateOptionsResult.Success;
}
