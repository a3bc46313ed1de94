namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>One thing said in the three languages. A language left out does not compile.</summary>
internal readonly record struct Trilingual(string Finnish, string Swedish, string English)
{
    public string In(string tag) => tag switch
    {
        "fi" => Finnish,
        "sv" => Swedish,
        _ => English,
    };
}
