using DsrGateway.Cases;
using DsrGateway.Cases.Configuring;
using DsrGateway.Server.Adapters;
using DsrGateway.Server.Hosting;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Grpc;

/// <summary>Checks configuration files by the rules of the start, and on request against what the adapters say of themselves.</summary>
internal sealed class CheckConfiguration(AdapterChannels channels, AdapterAddresses addresses)
{
    private static readonly TimeSpan DescribeTimeout = TimeSpan.FromSeconds(5);

    public async Task<CheckConfigurationResponse> HandleAsync(CheckConfigurationRequest request, CancellationToken cancellation)
    {
        if (request.Files.Count == 0)
        {
            throw CaseException.Invalid([new FieldFault("files", "at least one is required")]);
        }

        var result = ControllerConfigReader.Read(request.Files.Select(f => (f.Name, f.Content)));
        var response = new CheckConfigurationResponse();
        response.Faults.AddRange(result.Faults.Select(f =>
            new V1.ConfigurationFault { File = f.File, Field = f.Field, Description = f.Description, Line = f.Line }));
        response.Faults.AddRange(GatewayConfiguration.MissingAddresses(result.Controllers, [.. addresses.Names]).Select(name =>
            Fault("", $"adapter {name}", "has no address in this gateway's settings (Gateway:Adapters)")));
        if (request.AskAdapters)
        {
            foreach (var name in addresses.Names)
            {
                response.Faults.AddRange(await CompareAsync(name, result.Controllers, cancellation));
            }
        }

        return response;
    }

    private async Task<IReadOnlyList<V1.ConfigurationFault>> CompareAsync(string adapter, IReadOnlyList<ControllerConfig> controllers, CancellationToken cancellation)
    {
        var asked = (from c in controllers from r in c.Registers from s in r.Systems where s.Adapter == adapter select (Controller: c.Id, System: s)).ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        try
        {
            var description = await channels.For(adapter).DescribeAsync(
                new DescribeRequest(), deadline: DateTime.MaxValue, cancellationToken: new CancellationTokenSource(DescribeTimeout).Token);
            return [.. asked.SelectMany(a => Compare(adapter, a.Controller, a.System, description))];
        }
        catch (RpcException e)
        {
            return [Fault("", $"adapter {adapter}", $"does not describe itself ({e.StatusCode})")];
        }
    }

    private static IEnumerable<V1.ConfigurationFault> Compare(string adapter, string controllerId, SystemConfig system, DescribeResponse description)
    {
        var described = description.Systems.Where(d => d.SystemId == system.Id && (d.ControllerId.Length == 0 || d.ControllerId == controllerId)).ToList();
        if (described.Count == 0)
        {
            yield return Fault(controllerId, system.Id, $"is not served by adapter {adapter}");
            yield break;
        }

        foreach (var type in system.SearchedBy.Where(type => !described.Any(d => d.SearchedBy.Contains(type))))
        {
            yield return Fault(controllerId, $"{system.Id}.searched_by", $"names {type}, by which adapter {adapter} cannot search it");
        }
    }

    private static V1.ConfigurationFault Fault(string file, string field, string description) => new() { File = file, Field = field, Description = description };
}
