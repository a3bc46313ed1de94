using DsrGateway.V1;
using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Grpc.Reflection.V1;

namespace DsrGateway.Server.Grpc;

/// <summary>The services this process offers.</summary>
internal sealed class ServiceCatalog
{
    private static readonly Google.Protobuf.Reflection.ServiceDescriptor[] Offered =
        [CaseService.Descriptor, OperatorService.Descriptor, Health.Descriptor, ServerReflection.Descriptor];

    public IReadOnlyList<string> Names { get; } = [.. Offered.Select(s => s.FullName)];

    /// <summary>Every file that the services need, by name.</summary>
    public IReadOnlyDictionary<string, FileDescriptor> Files { get; } = Collect();

    /// <summary>The empty name means the process as a whole.</summary>
    public bool Knows(string service) => service.Length == 0 || Names.Contains(service);

    private static Dictionary<string, FileDescriptor> Collect()
    {
        var files = new Dictionary<string, FileDescriptor>(StringComparer.Ordinal);
        var open = new Stack<FileDescriptor>(Offered.Select(s => s.File));
        while (open.TryPop(out var file))
        {
            if (files.TryAdd(file.Name, file))
            {
                foreach (var dependency in file.Dependencies)
                {
                    open.Push(dependency);
                }
            }
        }

        return files;
    }
}
