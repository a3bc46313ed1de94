namespace DsrGateway.Architecture;

/// <summary>The same words, by name and number, in the contract and in the engine.</summary>
public sealed class WordTests
{
    [Fact]
    public void Right() => AssertSame<Cases.Right, V1.Right>();

    [Fact]
    public void CaseState() => AssertSame<Cases.CaseState, V1.CaseState>();

    [Fact]
    public void Conclusion() => AssertSame<Cases.Conclusion, V1.Conclusion>();

    [Fact]
    public void Phase() => AssertSame<Cases.Phase, V1.Phase>();

    [Fact]
    public void StepState() => AssertSame<Cases.StepState, V1.StepState>();

    [Fact]
    public void Problem() => AssertSame<Cases.Problem, V1.Problem>();

    [Fact]
    public void OutcomeKind() => AssertSame<Cases.OutcomeKind, V1.OutcomeKind>();

    [Fact]
    public void Ground() => AssertSame<Cases.Ground, V1.Ground>();

    [Fact]
    public void ErrorReason() => AssertSame<Cases.ErrorReason, V1.ErrorReason>();

    [Fact]
    public void PlannedAction() => AssertSame<Cases.Planning.PlannedAction, V1.PlannedAction>();

    /// <summary>Zero is "unspecified" in the contract; the engine has no word for it, or calls it None.</summary>
    private static void AssertSame<TEngine, TContract>()
        where TEngine : struct, Enum
        where TContract : struct, Enum
    {
        Assert.Equal("Unspecified", Enum.GetName(default(TContract)));
        Assert.Contains(Enum.GetName(default(TEngine)), new[] { null, "None" });
        Assert.Equal(Words<TContract>(), Words<TEngine>());
    }

    private static List<string> Words<TEnum>() where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>()
        .Select(value => (Name: Enum.GetName(value), Number: Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)))
        .Where(word => word.Number != 0)
        .OrderBy(word => word.Number)
        .Select(word => $"{word.Number} {word.Name}")];
}
