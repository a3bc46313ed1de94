namespace DsrGateway.Cases.Configuring;

/// <summary>What a person is to read in place of the name of a collection ("tilaus"), of its field ("tilaus.alkoi") or of any field ("alkoi").</summary>
public sealed record LabelConfig(string Name, string Text);
