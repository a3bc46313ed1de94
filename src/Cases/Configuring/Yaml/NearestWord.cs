namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>The known word that a misspelt one was probably meant to be.</summary>
internal static class NearestWord
{
    private const int LongestWord = 63;

    /// <summary>Null when none is near: at most a third of the letters or two may differ, and never all of them.</summary>
    public static string? Of(IReadOnlyList<string> known, string given)
    {
        if (given.Length > LongestWord)
        {
            return null;
        }

        var misspelt = given.Trim().ToLowerInvariant().Replace('-', '_');
        var best = known.Select(candidate => (candidate, distance: Distance(candidate, misspelt))).MinBy(pair => pair.distance);
        return best.candidate is { } word && best.distance < word.Length && best.distance <= Math.Max(2, word.Length / 3) ? word : null;
    }

    /// <summary>Levenshtein, one row at a time.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
