using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace GrpcStandIns.Tests.Resolving;

/// <summary>A type with what its generic parameters stand for: <c>IAsyncStreamReader&lt;!0&gt;</c> as some class implements it.</summary>
internal sealed record TypeView(Library Library, TypeDefinition Type, ImmutableArray<string> Arguments)
{
    public string Name => Library.Reader.GetString(Type.Name);

    public IEnumerable<MethodView> Methods => Type.GetMethods().Select(handle =>
    {
        var method = Library.Reader.GetMethodDefinition(handle);
        return new MethodView(
            handle,
            Library.Reader.GetString(method.Name),
            MetadataNames.Signature(method.DecodeSignature(MetadataNames.Instance, Arguments)),
            Constraints(method),
            method.Attributes);
    });

    public IEnumerable<(string Name, string Type, FieldAttributes Attributes)> Fields =>
        Type.GetFields().Select(Library.Reader.GetFieldDefinition).Select(definition => (
            Library.Reader.GetString(definition.Name),
            definition.DecodeSignature(MetadataNames.Instance, Arguments),
            definition.Attributes));

    /// <summary>An override whose type parameters are bound otherwise than those of its base does not load.</summary>
    private string Constraints(MethodDefinition method) => string.Join(
        ", ", method.GetGenericParameters().Select(handle => Library.Reader.GetGenericParameter(handle).Attributes));
}

internal sealed record MethodView(
    MethodDefinitionHandle Handle, string Name, string Signature, string Constraints, MethodAttributes Attributes)
{
    public bool IsAbstract => Attributes.HasFlag(MethodAttributes.Abstract);

    public bool IsVirtual => Attributes.HasFlag(MethodAttributes.Virtual);

    public bool IsNewSlot => Attributes.HasFlag(MethodAttributes.NewSlot);

    public bool IsVisible => (Attributes & MethodAttributes.MemberAccessMask)
        is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    /// <summary>May a type in another assembly override it?</summary>
    public bool IsOpen => IsVirtual && IsVisible && !Attributes.HasFlag(MethodAttributes.Final);

    public bool CanFill(MethodView slot) =>
        IsVirtual && Name == slot.Name && Signature == slot.Signature && Constraints == slot.Constraints;

    public override string ToString() => $"{Name}: {Signature}{(Constraints.Length == 0 ? "" : $" where {Constraints}")}";
}
