namespace DsrGateway.Cases.Configuring;

/// <summary>What is wrong in a configuration file, and what would be right.</summary>
/// <param name="File">The file's name as it was handed in.</param>
/// <param name="Field">The path of the field, such as <c>registers[0].systems[2].adapter</c>; empty when it is the file itself.</param>
/// <param name="Description">Says what would be right.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record ConfigurationFault(string File, string Field, string Description, int Line)
{
    public override string ToString() =>
        Field.Length == 0 ? $"{File}:{Line}: {Description}" : $"{File}:{Line}: {Field} {Description}";
}
