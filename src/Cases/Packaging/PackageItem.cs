namespace DsrGateway.Cases.Packaging;

internal abstract record PackageItem(string Category);

/// <summary>One record: a JSON object in UTF-8.</summary>
internal sealed record PackageRecord(string Category, string Collection, ReadOnlyMemory<byte> Json) : PackageItem(Category);

/// <summary>A piece of a file.</summary>
internal sealed record PackageFileChunk(string Category, string Name, ReadOnlyMemory<byte> Content, bool IsLast)
    : PackageItem(Category);
