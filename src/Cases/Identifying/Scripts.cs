using System.Text;

namespace DsrGateway.Cases.Identifying;

/// <summary>
/// The scripts whose letters are taken for one another (Unicode UTS 39). Only their mixture in one word is told here; a word that is wholly
/// of one script is a name like any other, and is never equal to its look-alike because values are compared exactly.
/// </summary>
internal static class Scripts
{
    private enum Script
    {
        Other,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Cherokee,
    }

    public static bool AreMixed(string word) =>
        word.EnumerateRunes().Select(Of).Where(script => script != Script.Other).Distinct().Skip(1).Any();

    private static Script Of(Rune rune) => !Rune.IsLetter(rune) ? Script.Other : rune.Value switch
    {
        <= 0x02AF or (>= 0x1D00 and <= 0x1D25) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA722 and <= 0xA7FF)
            or (>= 0xAB30 and <= 0xAB64) or (>= 0xFF21 and <= 0xFF5A) => Script.Latin,
        (>= 0x0370 and <= 0x03FF) or (>= 0x1D26 and <= 0x1D2A) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
        (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA640 and <= 0xA69F) => Script.Cyrillic,
        >= 0x0531 and <= 0x0588 => Script.Armenian,
        (>= 0x13A0 and <= 0x13FD) or (>= 0xAB70 and <= 0xABBF) => Script.Cherokee,
        _ => Script.Other,
    };
}
