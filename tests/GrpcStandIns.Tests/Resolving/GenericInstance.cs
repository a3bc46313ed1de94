using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace GrpcStandIns.Tests.Resolving;

/// <summary>The type and the arguments in <c>Type&lt;Argument, ...&gt;</c>.</summary>
internal sealed record GenericInstance(EntityHandle Definition, ImmutableArray<string> Arguments)
{
    public static GenericInstance? Read(MetadataReader reader, TypeSpecificationHandle handle, ImmutableArray<string> context)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        // ECMA-335 II.23.2.12: GENERICINST (CLASS | VALUETYPE) type count argument*
        blob.ReadCompressedInteger();
        var definition = blob.ReadTypeHandle();
        var decoder = new SignatureDecoder<string, ImmutableArray<string>>(MetadataNames.Instance, reader, context);
        return new GenericInstance(
            definition, [.. Enumerable.Range(0, blob.ReadCompressedInteger()).Select(_ => decoder.DecodeType(ref blob))]);
    }
}
