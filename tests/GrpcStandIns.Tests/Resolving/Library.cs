using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GrpcStandIns.Tests.Resolving;

/// <summary>One DLL, opened for its metadata; nothing of it is loaded or run.</summary>
internal sealed class Library
{
    private readonly Dictionary<string, TypeDefinitionHandle> types;

    private Library(PEReader file)
    {
        Reader = file.GetMetadataReader();
        types = Reader.TypeDefinitions.ToDictionary(handle => MetadataNames.Name(Reader, handle));
    }

    public MetadataReader Reader { get; }

    public AssemblyName Identity => Reader.GetAssemblyDefinition().GetAssemblyName();

    public Guid Mvid => Reader.GetGuid(Reader.GetModuleDefinition().Mvid);

    public static Library Open(string path) => new(new PEReader(ImmutableArray.Create(File.ReadAllBytes(path))));

    public static Library Of(byte[] image) => new(new PEReader(ImmutableArray.Create(image)));

    /// <summary>False for native libraries, which also end in .dll.</summary>
    public static bool IsManaged(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata && file.GetMetadataReader().IsAssembly;
    }

    public bool References(IEnumerable<string> assemblies) => Reader.AssemblyReferences
        .Select(handle => Reader.GetString(Reader.GetAssemblyReference(handle).Name)).Intersect(assemblies).Any();

    /// <summary>The type of this name, if others may see it.</summary>
    public TypeDefinition? FindVisible(string name)
    {
        if (!types.TryGetValue(name, out var handle))
        {
            return null;
        }

        var type = Reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => type,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem
                when FindVisible(name[..name.LastIndexOf('/')]) is not null => type,
            _ => null,
        };
    }
}
