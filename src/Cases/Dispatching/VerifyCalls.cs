namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// Verify looks for everything that told a person apart, and that may be more than an adapter takes in one call. It changes nothing, so it may
/// be asked in portions.
/// </summary>
internal static class VerifyCalls
{
    private const int Portion = 100;

    public static IEnumerable<StepCall> Of(StepCall call)
    {
        var identifiers = call.Identifiers.Chunk(Portion).ToList();
        var subjects = call.SubjectRefs.Chunk(Portion).ToList();
        for (var i = 0; i < Math.Max(1, Math.Max(identifiers.Count, subjects.Count)); i++)
        {
            // Every call names somebody by both, where there are both.
            yield return call with
            {
                Identifiers = identifiers.Count == 0 ? [] : identifiers[i % identifiers.Count],
                SubjectRefs = subjects.Count == 0 ? [] : subjects[i % subjects.Count],
            };
        }
    }

    /// <summary>What is found by several portions is one thing, so counts do not add up.</summary>
    public static VerifyAnswer Join(IReadOnlyList<VerifyAnswer> answers) => answers.Count == 1
        ? answers[0]
        : new VerifyAnswer([.. answers.SelectMany(a => a.Parts).GroupBy(p => p with { Count = 0 }).Select(g => g.Key with { Count = g.Max(p => p.Count) })]);
}
