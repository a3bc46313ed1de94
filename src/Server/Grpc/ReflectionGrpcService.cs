using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace DsrGateway.Server.Grpc;

/// <summary>The standard reflection service, for tools on this machine (grpcurl, buf curl).</summary>
internal sealed class ReflectionGrpcService(ServiceCatalog services) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        ServerReflectionRequest.MessageRequestOneofCase.ListServices => ListServices(),
        ServerReflectionRequest.MessageRequestOneofCase.FileByFilename => File(services.Files.GetValueOrDefault(request.FileByFilename)),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => File(FindSymbol(request.FileContainingSymbol)),
        _ => Error(StatusCode.Unimplemented, "Not offered: these contracts have no extensions."),
    };

    private ServerReflectionResponse ListServices()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(services.Names.Select(name => new ServiceResponse { Name = name }));
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    /// <summary>The file and all it imports, so that a tool needs one call.</summary>
    private static ServerReflectionResponse File(FileDescriptor? file)
    {
        if (file is null)
        {
            return Error(StatusCode.NotFound, "No such file or symbol.");
        }

        var files = new FileDescriptorResponse();
        var sent = new HashSet<string>(StringComparer.Ordinal);
        Add(file, files, sent);
        return new ServerReflectionResponse { FileDescriptorResponse = files };
    }

    private static void Add(FileDescriptor file, FileDescriptorResponse files, HashSet<string> sent)
    {
        if (sent.Add(file.Name))
        {
            files.FileDescriptorProto.Add(file.SerializedData);
            foreach (var dependency in file.Dependencies)
            {
                Add(dependency, files, sent);
            }
        }
    }

    private FileDescriptor? FindSymbol(string symbol) => services.Files.Values.FirstOrDefault(file =>
        file.Services.Any(s => s.FullName == symbol || s.Methods.Any(m => m.FullName == symbol))
        || file.MessageTypes.Any(m => Declares(m, symbol))
        || file.EnumTypes.Any(e => e.FullName == symbol));

    private static bool Declares(MessageDescriptor message, string symbol) =>
        message.FullName == symbol || message.NestedTypes.Any(n => Declares(n, symbol)) || message.EnumTypes.Any(e => e.FullName == symbol);

    private static ServerReflectionResponse Error(StatusCode code, string text) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = text } };
}
