using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace GrpcStandIns.Tests.Resolving;

/// <summary>
/// Does at build time, for all of a DLL, what the runtime does late and piece by piece: looks up everything the DLL expects of
/// the providers. What is missing is a fault here, not a MissingMethodException in the middle of a call.
/// </summary>
internal sealed partial class Resolver(Library user, IReadOnlyDictionary<string, Library> providers)
{
    private readonly List<string> faults = [];
    private readonly MetadataReader reader = user.Reader;

    public int Types { get; private set; }

    public int Members { get; private set; }

    public int Overrides { get; private set; }

    public static Resolver Run(Library user, IReadOnlyDictionary<string, Library> providers)
    {
        var resolver = new Resolver(user, providers);
        resolver.ResolveAssemblies();
        resolver.ResolveTypes();
        resolver.ResolveMembers();
        resolver.ResolveInheritance();
        return resolver;
    }

    public IReadOnlyList<string> Faults => faults;

    private void ResolveAssemblies()
    {
        foreach (var wanted in reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName()))
        {
            if (providers.GetValueOrDefault(wanted.Name!)?.Identity is { } given
                && (given.Version < wanted.Version
                    || !given.GetPublicKeyToken().AsSpan().SequenceEqual(wanted.GetPublicKeyToken())))
            {
                faults.Add($"assembly {wanted} is {given}");
            }
        }
    }

    private void ResolveTypes()
    {
        foreach (var handle in reader.TypeReferences.Where(handle => ProviderOf(handle) is not null))
        {
            Types++;
            if (View(handle, MetadataNames.OwnParameters) is null)
            {
                faults.Add($"type {MetadataNames.Name(reader, handle)}");
            }
        }
    }

    private void ResolveMembers()
    {
        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            // A missing type is one fault, already told; its members are not told again. A user's own generic type is its own affair.
            if (member.Parent.Kind is not (HandleKind.TypeReference or HandleKind.TypeSpecification)
                || View(member.Parent, MetadataNames.OwnParameters) is not { } parent
                || parent.Library == user)
            {
                continue;
            }

            Members++;
            // A reference speaks in the type's own parameters, so the type must be seen the same way.
            var type = parent with { Arguments = MetadataNames.OwnParameters };
            var name = reader.GetString(member.Name);
            if (member.GetKind() == MemberReferenceKind.Field)
            {
                var fieldType = member.DecodeFieldSignature(MetadataNames.Instance, MetadataNames.OwnParameters);
                if (!type.Fields.Any(field => field.Name == name && field.Type == fieldType && IsVisible(field.Attributes)))
                {
                    faults.Add($"field {fieldType} {type.Name}.{name}");
                }
            }
            else
            {
                var signature = MetadataNames.Signature(
                    member.DecodeMethodSignature(MetadataNames.Instance, MetadataNames.OwnParameters));
                if (!type.Methods.Any(method => method.Name == name && method.Signature == signature && method.IsVisible))
                {
                    faults.Add($"method {type.Name}.{name}: {signature}");
                }
            }
        }
    }

    private static bool IsVisible(System.Reflection.FieldAttributes attributes) =>
        (attributes & System.Reflection.FieldAttributes.FieldAccessMask) is System.Reflection.FieldAttributes.Public
            or System.Reflection.FieldAttributes.Family or System.Reflection.FieldAttributes.FamORAssem;

    /// <summary>The library that a reference points into, if it is one of the providers.</summary>
    private Library? ProviderOf(TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => ProviderOf((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => providers.GetValueOrDefault(
                reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)),
            _ => null,
        };
    }

    /// <summary>The type behind a handle: in the user or in a provider; null if it is anywhere else or missing.</summary>
    private TypeView? View(EntityHandle handle, ImmutableArray<string> context)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return new TypeView(user, reader.GetTypeDefinition((TypeDefinitionHandle)handle), MetadataNames.OwnParameters);
            case HandleKind.TypeReference:
                return ProviderOf((TypeReferenceHandle)handle) is { } provider
                    && provider.FindVisible(MetadataNames.Name(reader, (TypeReferenceHandle)handle)) is { } type
                    ? new TypeView(provider, type, MetadataNames.OwnParameters)
                    : null;
            case HandleKind.TypeSpecification:
                return GenericInstance.Read(reader, (TypeSpecificationHandle)handle, context) is { } instance
                    && View(instance.Definition, context) is { } open
                    ? open with { Arguments = instance.Arguments }
                    : null;
            default:
                return null;
        }
    }
}
