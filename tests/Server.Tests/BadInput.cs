using DsrGateway.TestKit;
using DsrGateway.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>Malformed requests: refused with every fault named, without repeating a value, and without a trace in the store.</summary>
public class BadInput
{
    private const string Secret = "Salainen";

    public static TheoryData<string, string> OneFault => new()
    {
        { "no request id", "new_case.request_id" },
        { "a request id that is no UUID", "new_case.request_id" },
        { "an empty UUID", "new_case.request_id" },
        { "no actor", "new_case.actor" },
        { "an actor with a line break", "new_case.actor" },
        { "an actor of 201 characters", "new_case.actor" },
        { "no controller", "new_case.controller_id" },
        { "an unknown controller", "new_case.controller_id" },
        { "an unknown register", "new_case.register_ids[1]" },
        { "no right", "new_case.right" },
        { "an unknown right", "new_case.right" },
        { "no identifiers", "new_case.identifiers" },
        { "too many identifiers", "new_case.identifiers" },
        { "an unknown identifier type", "new_case.identifiers[1].type" },
        { "a value in the place of the type", "new_case.identifiers[1].type" },
        { "an empty value", "new_case.identifiers[1].value" },
        { "a malformed e-mail", "new_case.identifiers[1].value" },
        { "an e-mail in two scripts", "new_case.identifiers[1].value" },
        { "an e-mail with a zero-width character", "new_case.identifiers[1].value" },
        { "a malformed phone", "new_case.identifiers[1].value" },
        { "a malformed IP address", "new_case.identifiers[1].value" },
        { "a value of 513 characters", "new_case.identifiers[1].value" },
        { "purposes on an erasure", "new_case.purposes" },
        { "a purpose that is no name", "new_case.purposes[0]" },
        { "no corrections", "new_case.corrections" },
        { "corrections on an access", "new_case.corrections" },
        { "an empty correction", "new_case.corrections[0].new_value" },
        { "a correction that corrects nothing", "new_case.corrections[0].new_value" },
        { "received tomorrow", "new_case.receive_time" },
        { "received long ago", "new_case.receive_time" },
        { "received at no time", "new_case.receive_time" },
        { "received after the end of the calendar", "new_case.receive_time" },
    };

    [Theory]
    [MemberData(nameof(OneFault))]
    public async Task One_malformed_field_is_named_and_nothing_is_stored(string fault, string field)
    {
        await using var world = await World.StartAsync();
        var request = With(fault);

        foreach (var call in (Func<Task>[])
            [() => world.ExecuteAsync(request), () => world.Cases.SubmitAsync(request), .. PlanToo(world, request, field)])
        {
            var error = await RichError.FromAsync(call);
            Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (error.Code, error.Reason));
            Assert.Equal([field], error.Fields);
            Assert.DoesNotContain(Secret, error.Everything, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(0, await world.CountAsync());
        Assert.Empty(world.One.Calls);
    }

    [Fact]
    public async Task Every_malformed_field_is_named_in_one_answer()
    {
        await using var world = await World.StartAsync();
        var request = new NewCase
        {
            RequestId = Secret,
            ControllerId = "test",
            RegisterIds = { Secret },
            Right = (Right)42,
            Identifiers = { new Identifier { Type = "email", Value = Secret }, new Identifier { Type = Secret, Value = Secret }, new Identifier { Type = "phone", Value = Secret } },
            Corrections = { new Correction { Category = Secret, OldValue = Secret, NewValue = Secret } },
            Purposes = { Secret },
            ReceiveTime = new Timestamp { Seconds = 253402300799 },
        };

        var error = await RichError.FromAsync(() => world.ExecuteAsync(request));

        Assert.Equal(
            ["new_case.request_id", "new_case.actor", "new_case.register_ids[0]", "new_case.right", "new_case.identifiers[0].value",
                "new_case.identifiers[1].type", "new_case.identifiers[2].value", "new_case.corrections", "new_case.purposes", "new_case.purposes[0]", "new_case.receive_time"],
            error.Fields);
        Assert.DoesNotContain(Secret, error.Everything, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await world.CountAsync());
    }

    [Fact]
    public async Task A_request_without_a_case_names_what_is_required()
    {
        await using var world = await World.StartAsync();

        var error = await RichError.FromAsync(() => world.Cases.ExecuteCaseAsync(new ExecuteCaseRequest()).ResponseAsync);

        Assert.Equal(["new_case.request_id", "new_case.actor", "new_case.controller_id", "new_case.right", "new_case.identifiers"], error.Fields);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_and_nothing_is_stored()
    {
        await using var world = await World.StartAsync();
        var request = World.NewCase();
        request.Identifiers.Add(new Identifier { Type = "name", Value = new string('a', 9 << 20) });

        var error = await RichError.FromAsync(() => world.ExecuteAsync(request));

        Assert.Equal(StatusCode.ResourceExhausted, error.Code);
        Assert.Equal(0, await world.CountAsync());
    }

    public static TheoryData<string, string[]> OtherCalls => new()
    {
        { "GetCase", ["case_id"] },
        { "WatchCase", ["case_id"] },
        { "GetCaseHistory", ["case_id"] },
        { "ListCases", ["controller_id", "states[0]", "states[1]", "rights[0]", "page_size", "page_token"] },
        { "ListCases without a controller", ["controller_id"] },
        { "ListSteps", ["controller_id", "page_size", "page_token"] },
        { "ProvideInformation", ["case_id", "actor", "identifiers[0].value"] },
        { "ProvideInformation without identifiers", ["case_id", "actor", "identifiers"] },
        { "CancelCase", ["case_id", "actor", "reason"] },
        { "RetryStep", ["case_id", "actor", "reason"] },
        { "CompleteStep", ["case_id", "actor", "evidence", "parts[0].kind", "parts[1].ground", "parts[2].count", "parts[3].until_date", "files[0].name"] },
        { "CompleteStep without parts", ["case_id", "actor", "evidence", "parts"] },
        { "DownloadPackage", ["case_id", "actor"] },
        { "CheckConfiguration", ["files"] },
    };

    [Theory]
    [MemberData(nameof(OtherCalls))]
    public async Task Every_other_call_names_all_its_malformed_fields_at_once(string call, string[] fields)
    {
        await using var world = await World.StartAsync();

        var error = await RichError.FromAsync(() => CallAsync(world, call));

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (error.Code, error.Reason));
        Assert.Equal(fields, error.Fields);
        Assert.DoesNotContain(Secret, error.Everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_case_or_a_step_that_is_not_there_is_not_found()
    {
        await using var world = await World.StartAsync();
        var (cases, operators, id) = (world.Cases, world.Operators, Guid.NewGuid().ToString("N"));
        var known = (await world.ExecuteAsync(World.NewCase())).CaseId;

        foreach (var call in (Func<Task>[])
            [
                () => cases.GetCaseAsync(new GetCaseRequest { CaseId = id }).ResponseAsync,
                () => cases.WatchCase(new WatchCaseRequest { CaseId = id }).ResponseStream.MoveNext(CancellationToken.None),
                () => cases.CancelCaseAsync(new CancelCaseRequest { CaseId = id, Actor = "a", Reason = "r" }).ResponseAsync,
                () => cases.ProvideInformationAsync(new ProvideInformationRequest { CaseId = id, Actor = "a", Identifiers = { new Identifier { Type = "name", Value = "n" } } }).ResponseAsync,
                () => cases.DownloadAsync(id),
                () => operators.GetCaseHistoryAsync(new GetCaseHistoryRequest { CaseId = id }).ResponseAsync,
                () => operators.RetryStepAsync(new RetryStepRequest { CaseId = id, SystemId = "crm", Actor = "a", Reason = "r" }).ResponseAsync,
            ])
        {
            var error = await RichError.FromAsync(call);
            Assert.Equal((StatusCode.NotFound, "CASE_NOT_FOUND"), (error.Code, error.Reason));
        }

        var step = await RichError.FromAsync(() => operators.RetryStepAsync(
            new RetryStepRequest { CaseId = known, SystemId = "nowhere", Actor = "a", Reason = "r" }).ResponseAsync);
        Assert.Equal((StatusCode.NotFound, "STEP_NOT_FOUND"), (step.Code, step.Reason));
    }

    private static Func<Task>[] PlanToo(World world, NewCase request, string field) => field is "new_case.request_id" or "new_case.actor"
        ? []
        : [() => world.Cases.PlanCaseAsync(new PlanCaseRequest { NewCase = request }).ResponseAsync];

    private static NewCase With(string fault)
    {
        var request = World.NewCase(fault switch
        {
            "purposes on an erasure" => Right.Erasure,
            "a purpose that is no name" => Right.Objection,
            "no corrections" or "an empty correction" or "a correction that corrects nothing" => Right.Rectification,
            _ => Right.Access,
        });
        var now = TimeProvider.System.GetUtcNow();
        switch (fault)
        {
            case "no request id": request.RequestId = ""; break;
            case "a request id that is no UUID": request.RequestId = Secret; break;
            case "an empty UUID": request.RequestId = Guid.Empty.ToString(); break;
            case "no actor": request.Actor = ""; break;
            case "an actor with a line break": request.Actor = Secret + "\nroot"; break;
            case "an actor of 201 characters": request.Actor = new string('a', 201); break;
            case "no controller": request.ControllerId = ""; break;
            case "an unknown controller": request.ControllerId = Secret; break;
            case "an unknown register": request.RegisterIds.Add(["customers", Secret]); break;
            case "no right": request.Right = Right.Unspecified; break;
            case "an unknown right": request.Right = (Right)99; break;
            case "no identifiers": request.Identifiers.Clear(); break;
            case "too many identifiers": request.Identifiers.Add(Enumerable.Range(0, 50).Select(i => new Identifier { Type = "name", Value = $"{Secret}{i}" })); break;
            case "an unknown identifier type": Add(request, "shoe_size", Secret); break;
            case "a value in the place of the type": Add(request, Secret + "@example.fi", ""); break;
            case "an empty value": Add(request, "name", "  "); break;
            case "a malformed e-mail": Add(request, "email", Secret); break;
            case "an e-mail in two scripts": Add(request, "email", "\u0430" + Secret + "@example.fi"); break;
            case "an e-mail with a zero-width character": Add(request, "email", Secret + "\u200b@example.fi"); break;
            case "a malformed phone": Add(request, "phone", Secret); break;
            case "a malformed IP address": Add(request, "ip_address", "10.0.0." + Secret); break;
            case "a value of 513 characters": Add(request, "name", Secret + new string('a', 513)); break;
            case "purposes on an erasure": request.Purposes.Add("direct_marketing"); break;
            case "a purpose that is no name": request.Purposes.Add(Secret + " marketing"); break;
            case "no corrections": request.Corrections.Clear(); break;
            case "corrections on an access": request.Corrections.Add(new Correction { Category = "c", OldValue = Secret, NewValue = "n" }); break;
            case "an empty correction": request.Corrections[0].NewValue = ""; break;
            case "a correction that corrects nothing": request.Corrections[0].NewValue = request.Corrections[0].OldValue; break;
            case "received tomorrow": request.ReceiveTime = now.AddDays(1).ToTimestamp(); break;
            case "received long ago": request.ReceiveTime = now.AddYears(-11).ToTimestamp(); break;
            case "received at no time": request.ReceiveTime = new Timestamp { Seconds = 1_700_000_000, Nanos = -1 }; break;
            case "received after the end of the calendar": request.ReceiveTime = new Timestamp { Seconds = long.MaxValue }; break;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown");
        }

        return request;
    }

    private static void Add(NewCase request, string type, string value) => request.Identifiers.Add(new Identifier { Type = type, Value = value });

    private static Task CallAsync(World world, string call) => call switch
    {
        "GetCase" => world.Cases.GetCaseAsync(new GetCaseRequest { CaseId = Secret }).ResponseAsync,
        "WatchCase" => world.Cases.WatchCase(new WatchCaseRequest { CaseId = Secret }).ResponseStream.MoveNext(CancellationToken.None),
        "GetCaseHistory" => world.Operators.GetCaseHistoryAsync(new GetCaseHistoryRequest { CaseId = Secret }).ResponseAsync,
        "ListCases" => world.Cases.ListCasesAsync(new ListCasesRequest
        {
            ControllerId = Secret,
            States = { CaseState.Unspecified, (CaseState)77 },
            Rights = { (Right)9 },
            PageSize = 201,
            PageToken = Secret,
        }).ResponseAsync,
        "ListCases without a controller" => world.Cases.ListCasesAsync(new ListCasesRequest()).ResponseAsync,
        "ListSteps" => world.Operators.ListStepsAsync(new ListStepsRequest { ControllerId = Secret, PageSize = -1, PageToken = "MTIuMzQ" }).ResponseAsync,
        "ProvideInformation" => world.Cases.ProvideInformationAsync(new ProvideInformationRequest
        {
            CaseId = Secret,
            Identifiers = { new Identifier { Type = "email", Value = Secret } },
        }).ResponseAsync,
        "ProvideInformation without identifiers" => world.Cases.ProvideInformationAsync(new ProvideInformationRequest()).ResponseAsync,
        "CancelCase" => world.Cases.CancelCaseAsync(new CancelCaseRequest { CaseId = Secret, Reason = " " }).ResponseAsync,
        "RetryStep" => world.Operators.RetryStepAsync(new RetryStepRequest { CaseId = Secret, SystemId = "crm" }).ResponseAsync,
        "CompleteStep" => world.Operators.CompleteStepAsync(new CompleteStepRequest
        {
            CaseId = Secret,
            SystemId = "crm",
            Parts =
            {
                new OutcomePart { Kind = OutcomeKind.Residue, Place = Secret }, new OutcomePart { Kind = OutcomeKind.Retained },
                new OutcomePart { Kind = OutcomeKind.Done, Count = -1 }, new OutcomePart { Kind = OutcomeKind.Done, UntilDate = Secret },
            },
            Files = { new EvidenceFile { Name = "../" + Secret } },
        }).ResponseAsync,
        "CompleteStep without parts" => world.Operators.CompleteStepAsync(new CompleteStepRequest()).ResponseAsync,
        "DownloadPackage" => world.Cases.DownloadAsync(Secret, ""),
        "CheckConfiguration" => world.Operators.CheckConfigurationAsync(new CheckConfigurationRequest()).ResponseAsync,
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "unknown"),
    };
}
