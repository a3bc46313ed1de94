using System.Buffers.Text;
using Microsoft.Extensions.Options;

namespace DsrGateway.Adapters.Sql;

/// <summary>What annotations cannot say.</summary>
internal sealed class SqlAdapterOptionsValidator : IValidateOptions<SqlAdapterOptions>
{
    public ValidateOptionsResult Validate(string? name, SqlAdapterOptions options)
    {
        var faults = new List<string>();
        if (options.Systems.Count == 0)
        {
            faults.Add("Sql:Systems: at least one system is required");
        }

        if (options.RepeatObjectionsEvery <= TimeSpan.Zero || options.RepeatObjectionsEvery > TimeSpan.FromDays(1))
        {
            faults.Add("Sql:RepeatObjectionsEvery must be above zero and at most a day");
        }

        for (var i = 0; i < options.Systems.Count; i++)
        {
            var system = options.Systems[i];
            Require(system.SystemId, "SystemId");
            Require(system.Connection, "Connection");
            Require(system.Map, "Map");
            if (system.Provider is not ("sqlite" or "postgresql"))
            {
                faults.Add($"Sql:Systems:{i}:Provider must be sqlite or postgresql");
            }

            if (system.MaskingKey.Length > 0 && (!Base64.IsValid(system.MaskingKey, out var length) || length < 32))
            {
                faults.Add($"Sql:Systems:{i}:MaskingKey must be at least 32 bytes in base64");
            }

            if (options.Systems.Take(i).Any(other => other.SystemId == system.SystemId && other.Controller == system.Controller))
            {
                faults.Add($"Sql:Systems:{i}: the controller has another system of this id");
            }

            void Require(string value, string key)
            {
                if (string.IsNullOrWhiteSpace(value))
                {
                    faults.Add($"Sql:Systems:{i}:{key} is required");
                }
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
