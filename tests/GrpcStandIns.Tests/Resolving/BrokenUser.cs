using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace GrpcStandIns.Tests.Resolving;

/// <summary>A DLL no compiler would make: it expects things of Grpc.Core.Api that are not there. See <see cref="ResolverTests"/>.</summary>
internal sealed class BrokenUser
{
    private readonly MetadataBuilder metadata = new();

    public static byte[] Image()
    {
        var user = new BrokenUser();
        user.Build();
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(user.metadata), new BlobBuilder())
            .Serialize(image);
        return image.ToArray();
    }

    private void Build()
    {
        metadata.AddModule(0, Text("Broken.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(Text("Broken"), new Version(1, 0, 0, 0), default, default, 0, AssemblyHashAlgorithm.None);
        // A later version than there is, and no key.
        var api = metadata.AddAssemblyReference(Text("Grpc.Core.Api"), new Version(3, 0, 0, 0), default, default, 0, default);
        EntityHandle Api(string name) => metadata.AddTypeReference(api, Text("Grpc.Core"), Text(name));

        Api("Vanished");
        var status = Api("Status");
        metadata.AddMemberReference(status, Text("get_Detail"), Method(type => type.Int32()));
        metadata.AddMemberReference(status, Text("get_StatusCode"), Method(type => type.Type(Api("StatusCode"), isValueType: true)));
        metadata.AddMemberReference(status, Text("get_Vanished"), Method(type => type.String()));
        metadata.AddMemberReference(status, Text("DefaultSuccess"), Blob(blob => blob.Field().Type().Int32()));

        Type("<Module>", default);
        var reader = Type("Reader", default);
        Type("Context", Api("DeserializationContext"));
        metadata.AddMethodDefinition(
            MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Abstract,
            default,
            Text("Vanished"),
            Method(type => type.String()),
            -1,
            MetadataTokens.ParameterHandle(1));
        metadata.AddInterfaceImplementation(reader, metadata.AddTypeSpecification(Blob(blob =>
            blob.TypeSpecificationSignature().GenericInstantiation(Api("IAsyncStreamReader`1"), 1, isValueType: false)
                .AddArgument().String())));
    }

    // Only the last type has a method, so every method list starts at the first.
    private TypeDefinitionHandle Type(string name, EntityHandle baseType) => metadata.AddTypeDefinition(
        default, Text("Broken"), Text(name), baseType, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));

    private StringHandle Text(string text) => metadata.GetOrAddString(text);

    private BlobHandle Method(Action<SignatureTypeEncoder> returns) => Blob(blob => blob.MethodSignature(isInstanceMethod: true)
        .Parameters(0, type => returns(type.Type()), _ => { }));

    private BlobHandle Blob(Action<BlobEncoder> write)
    {
        var blob = new BlobBuilder();
        write(new BlobEncoder(blob));
        return metadata.GetOrAddBlob(blob);
    }
}
