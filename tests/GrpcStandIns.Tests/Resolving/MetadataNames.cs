using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace GrpcStandIns.Tests.Resolving;

/// <summary>
/// Spells types out of signatures, so that two assemblies can be compared. A type from elsewhere counts by its name alone: the
/// same type is found under different assembly names. The context is what the generic parameters of the type stand for.
/// </summary>
internal sealed class MetadataNames : ISignatureTypeProvider<string, ImmutableArray<string>>
{
    private const byte ValueTypeKind = (byte)SignatureTypeKind.ValueType;

    /// <summary>A generic type seen from inside, where its parameters stand for themselves.</summary>
    public static readonly ImmutableArray<string> OwnParameters = [.. Enumerable.Range(0, 16).Select(index => $"!{index}")];

    public static readonly MetadataNames Instance = new();

    public static string Name(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{Name(reader, (TypeReferenceHandle)type.ResolutionScope)}/{reader.GetString(type.Name)}"
            : Name(reader, type.Namespace, type.Name);
    }

    public static string Name(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{Name(reader, outer)}/{reader.GetString(type.Name)}"
            : Name(reader, type.Namespace, type.Name);
    }

    public static string Signature(MethodSignature<string> method) =>
        $"{(method.Header.IsInstance ? "" : "static ")}{method.ReturnType} "
        + $"`{method.GenericParameterCount}({string.Join(", ", method.ParameterTypes)})";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    // The kind is part of the name: a struct that became a class does not load.
    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        (rawTypeKind == ValueTypeKind ? "struct " : "") + Name(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        (rawTypeKind == ValueTypeKind ? "struct " : "") + Name(reader, handle);

    public string GetTypeFromSpecification(
        MetadataReader reader, ImmutableArray<string> genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(",", typeArguments)}>";

    public string GetGenericTypeParameter(ImmutableArray<string> genericContext, int index) => genericContext[index];

    public string GetGenericMethodParameter(ImmutableArray<string> genericContext, int index) => $"!!{index}";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => $"method {Signature(signature)}";

    // Modifiers take part in matching, so they take part in the name.
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})";

    private static string Name(MetadataReader reader, StringHandle space, StringHandle name) =>
        space.IsNil ? reader.GetString(name) : $"{reader.GetString(space)}.{reader.GetString(name)}";
}
