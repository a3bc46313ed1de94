using System.IO.Compression;
using System.Text.RegularExpressions;
using DsrGateway.TestKit;
using DsrGateway.V1;

namespace DsrGateway.Server.Tests;

/// <summary>
/// The pages of three packages of the samples in each language. DSR_WRITE_PAGES=FOLDER unpacks them there, for a person to look at in a
/// browser: tests/Server.Tests/Matrix/photograph does so, and docs/package-pages.md holds what was seen.
/// </summary>
public sealed partial class PackagePages
{
    private static readonly Dictionary<string, string[]> Says = new(StringComparer.Ordinal)
    {
        ["finished"] = ["Tämä kopio on kattava.", "Den här kopian är fullständig.", "This copy is complete."],
        ["unfinished"] = ["Yksi järjestelmä ei ole vielä vastannut", "Ett system har inte svarat än", "One system has not answered yet"],
        ["refused"] = ["tietosuoja-asetuksen 20 artiklan 1 kohdan a alakohta", "artikel 20.1 a i dataskyddsförordningen", "GDPR, Article 20(1)(a)"],
    };

    [Theory]
    [InlineData("fi", 0)]
    [InlineData("sv", 1)]
    [InlineData("en", 2)]
    public async Task A_finished_an_unfinished_and_a_refused_package_are_in_the_controllers_language(string language, int at)
    {
        var samples = new SampleGateway(file => Language().Replace(file, $"language: {language}"));
        await samples.InitializeAsync();
        try
        {
            foreach (var (name, request) in Requests())
            {
                var page = await PageAsync(samples, request, $"{name}-{language}");

                Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
                Assert.Contains(Says[name][at], page, StringComparison.Ordinal);
                Assert.Empty(Codes().Matches(page).Select(match => match.Value));
                Assert.All(Says.Where(other => other.Key != name), other => Assert.DoesNotContain(other.Value[at], page, StringComparison.Ordinal));
            }
        }
        finally
        {
            await samples.DisposeAsync();
        }
    }

    private static Dictionary<string, NewCase> Requests() => new(StringComparer.Ordinal)
    {
        ["finished"] = Of("aurinkola", Right.Access, "aino.makela@example.fi"),
        // A member of staff is to look through the recordings.
        ["unfinished"] = Of("pepron", Right.Access, "matti.virtanen@example.fi"),
        ["refused"] = Of("entteri", Right.Portability, "nobody@example.fi", "helvi-chatbot"),
    };

    private static NewCase Of(string controller, Right right, string email, params string[] registers) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        ControllerId = controller,
        Right = right,
        Actor = "portal",
        RegisterIds = { registers },
        Identifiers = { new Identifier { Type = "email", Value = email } },
    };

    private static async Task<string> PageAsync(SampleGateway samples, NewCase request, string name)
    {
        var opened = await samples.Cases.SubmitAsync(request);
        await samples.Cases.WaitForAsync(opened.CaseId, c => c.IsOver() || c.State == CaseState.WaitingForPerson);
        await using var zip = new ZipArchive(new MemoryStream(await samples.Cases.DownloadAsync(opened.CaseId)));
        if (Environment.GetEnvironmentVariable("DSR_WRITE_PAGES") is { Length: > 0 } folder)
        {
            await zip.ExtractToDirectoryAsync(Path.Combine(folder, name), overwriteFiles: true);
        }

        using var page = new StreamReader(zip.GetEntry("index.html")!.Open());
        return await page.ReadToEndAsync();
    }

    [GeneratedRegex("^language: .*$", RegexOptions.Multiline)]
    private static partial Regex Language();

    /// <summary>A code where a person expects a word: as a heading, a name of a field or an outcome.</summary>
    [GeneratedRegex("<(?:th|dt|h[1-4]|span)[^>]*>[A-Za-z]+(?:[_.][a-z]+)+</")]
    private static partial Regex Codes();
}
