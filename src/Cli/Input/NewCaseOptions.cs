using System.CommandLine;
using DsrGateway.V1;

namespace DsrGateway.Cli.Input;

/// <summary>The options that describe a request; the same for execute, submit and plan.</summary>
internal sealed class NewCaseOptions
{
    private readonly IdentifierOptions identifiers = new();

    private readonly Option<string> controller = new("--controller")
    {
        Description = "The controller, by its id in the configuration.",
        HelpName = "ID",
        Required = true,
    };

    private readonly Option<string> right = new("--right")
    {
        Description = $"The right: {Enums.Words<Right>()}.",
        HelpName = "RIGHT",
        Required = true,
    };

    private readonly Option<string[]> registers = new("--register")
    {
        Description = "A register that the request is about. Repeatable. None means all.",
        HelpName = "ID",
    };

    private readonly Option<string[]> corrections = new("--correct")
    {
        Description = "Rectification: what to correct. Repeatable.",
        HelpName = "'CATEGORY=OLD=>NEW'",
    };

    private readonly Option<string?> correctionFile = new("--correct-file")
    {
        Description = "Rectification: a YAML or JSON list of category, old and new; '-' is standard input.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> purposes = new("--purpose")
    {
        Description = "Objection, withdrawal: a purpose to stop. Repeatable. None means every purpose.",
        HelpName = "PURPOSE",
    };

    private readonly Option<string?> received = new("--received")
    {
        Description = "When the controller received the request: 2026-03-01 or 2026-03-01T09:30+02:00.",
        HelpName = "TIME",
    };

    private readonly Option<string?> requestId = new("--request-id")
    {
        Description = "A UUID. The same id with the same content gives the same case. Default: a new one, which is printed.",
        HelpName = "UUID",
    };

    public Option<string?> Actor { get; } = CommonOptions.Actor();

    public void AddTo(Command command, bool isPlan)
    {
        foreach (var option in new Option[] { controller, right })
        {
            command.Add(option);
        }

        identifiers.AddTo(command);
        foreach (var option in new Option[] { registers, corrections, correctionFile, purposes, received })
        {
            command.Add(option);
        }

        if (!isPlan)
        {
            command.Add(requestId);
            command.Add(Actor);
        }
    }

    public async Task<NewCase> ReadAsync(CliSession session, bool isPlan, CancellationToken cancellationToken)
    {
        var files = new[] { session.Get(identifiers.IdFile), session.Get(correctionFile) };
        if (files.Count(file => file == "-") > 1)
        {
            throw CliException.Usage("Only one of --id-file and --correct-file can be standard input.");
        }

        var newCase = new NewCase
        {
            ControllerId = session.Get(controller),
            Right = Enums.Parse<Right>(session.Get(right), "right"),
            RegisterIds = { session.Get(registers) },
            Identifiers = { await identifiers.ReadAsync(session, cancellationToken) },
            Corrections = { session.Get(corrections).Select(CorrectionInput.Parse) },
            Purposes = { session.Get(purposes) },
        };
        if (session.Get(correctionFile) is { } path)
        {
            newCase.Corrections.AddRange(
                CorrectionInput.ParseFile(await InputText.ReadAsync(path, session.Environment, cancellationToken), path));
        }

        if (session.Get(received) is { } time)
        {
            newCase.ReceiveTime = Instants.Parse(time, session.Environment.Clock);
        }

        if (!isPlan)
        {
            newCase.Actor = session.Actor(Actor);
            newCase.RequestId = RequestId(session);
        }

        return newCase;
    }

    private string RequestId(CliSession session)
    {
        var text = session.Get(requestId);
        return text is null ? Guid.NewGuid().ToString()
            : Guid.TryParseExact(text, "D", out var id) ? id.ToString()
            : throw CliException.Usage("--request-id takes a UUID, such as 1b4e28ba-2fa1-11d2-883f-0016d3cca427.");
    }
}
