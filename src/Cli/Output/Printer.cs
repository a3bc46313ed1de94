using System.CommandLine;
using System.Text.Json.Nodes;
using DsrGateway.Cli.Downloading;
using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DsrGateway.Cli.Output;

/// <summary>Answers go to standard output, all else to standard error. With --json an answer is one line of protobuf JSON.</summary>
internal sealed class Printer
{
    // Wide enough that tables in a file or a pipe are not broken to the width of a terminal that is not there.
    private const int WidthWithoutTerminal = 160;

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    private readonly CliEnvironment environment;
    private readonly bool isQuiet;

    public Printer(CliEnvironment environment, ParseResult parse)
    {
        this.environment = environment;
        IsJson = parse.GetValue(GlobalOptions.Json);
        isQuiet = parse.GetValue(GlobalOptions.Quiet);
        var isPlain = !environment.IsTerminal || parse.GetValue(GlobalOptions.NoColor)
            || !string.IsNullOrEmpty(environment.Variable("NO_COLOR"));
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isPlain ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(environment.Out),
        });
        IsLive = !isPlain && !IsJson;
        if (!environment.IsTerminal)
        {
            Console.Profile.Width = WidthWithoutTerminal;
        }
    }

    public bool IsJson { get; }

    /// <summary>True if the screen can be drawn over.</summary>
    public bool IsLive { get; }

    public IAnsiConsole Console { get; }

    public void Answer(IMessage message, Func<IRenderable> table)
    {
        if (IsJson)
        {
            environment.Out.WriteLine(Formatter.Format(message));
            return;
        }

        // Rows end the last line, which text alone does not.
        Console.Write(new Rows(table()));
    }

    /// <param name="summary">Null: a gateway of before says nothing of it.</param>
    public void Downloaded(PackageContents contents, string path, PackageSummary? summary)
    {
        if (IsJson)
        {
            var json = new JsonObject { ["path"] = path, ["entries"] = contents.Entries, ["bytes"] = contents.Bytes };
            if (summary is not null)
            {
                json["finished"] = summary.Finished;
                json["allGiven"] = summary.AllGiven;
                json["openSystems"] = summary.OpenSystems;
            }

            environment.Out.WriteLine(json.ToJsonString());
            return;
        }

        // "Whole" would be taken for the answer.
        var arrived = summary is { Finished: false } ? "every byte arrived" : "whole";
        Line(FormattableString.Invariant($"{path}: {arrived}, {contents.Entries} entries, {contents.Bytes} bytes."));
        if (Held(summary) is { } held)
        {
            Line(held);
        }
    }

    private static string? Held(PackageSummary? summary) => summary switch
    {
        null => null,
        { Finished: false, OpenSystems: > 0 } =>
            FormattableString.Invariant($"NOT FINISHED: {summary.OpenSystems} of the case's systems have no outcome yet. This is not the answer."),
        { Finished: false } => "NOT FINISHED: the case is not closed yet. This is not the answer.",
        { AllGiven: false } => "The case is closed. Not all is in the package: its page says what is missing and why.",
        _ => "The case is closed, and all that was found is in the package.",
    };

    public void Line(string text) => environment.Out.WriteLine(Plain.Of(text));

    public void Note(string text)
    {
        if (!isQuiet)
        {
            environment.Error.WriteLine(Plain.Of(text));
        }
    }

    public void Error(string text)
    {
        if (IsJson)
        {
            environment.Error.WriteLine(RpcErrorText.Json(text));
            return;
        }

        environment.Error.WriteLine("error: " + Plain.Of(text));
    }

    public void Error(RpcException error)
    {
        var details = RpcError.Of(error);
        if (IsJson)
        {
            environment.Error.WriteLine(RpcErrorText.Json(details));
            return;
        }

        foreach (var line in RpcErrorText.Lines(details))
        {
            environment.Error.WriteLine(Plain.Of(line));
        }
    }
}
