using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

public class RepeatedRequests
{
    [Fact]
    public async Task The_same_request_gives_the_same_case_also_after_it_closed()
    {
        await using var world = await World.StartAsync();
        var request = World.NewCase();

        var first = await world.ExecuteAsync(request);
        var again = await world.ExecuteAsync(request);
        var submitted = await world.Cases.SubmitAsync(new NewCase(request) { RequestId = request.RequestId.ToUpperInvariant() });

        Assert.Equal(CaseState.Closed, first.State);
        Assert.Equal(first, again);
        Assert.Equal(first, submitted);
        Assert.Equal(1, await world.CountAsync());
        Assert.Single(world.One.Calls);
    }

    [Fact]
    public async Task The_same_request_written_otherwise_is_the_same_request()
    {
        await using var world = await World.StartAsync();
        var request = World.NewCase(email: "Maija@Example.FI");

        var first = await world.ExecuteAsync(request);
        var again = await world.ExecuteAsync(new NewCase(request) { Identifiers = { new Identifier { Type = "email", Value = " maija@example.fi " } } });

        Assert.Equal(first.CaseId, again.CaseId);
    }

    [Fact]
    public async Task A_hundred_parallel_submits_of_one_request_make_one_case_and_one_question_to_each_system()
    {
        await using var world = await World.StartAsync();
        var request = World.NewCase();

        var opened = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            i % 2 == 0 ? world.Cases.SubmitAsync(request) : world.ExecuteAsync(request)));

        var id = Assert.Single(opened.Select(c => c.CaseId).Distinct());
        var closed = await world.WaitForAsync(id, c => c.IsOver());
        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Equal(1, await world.CountAsync());
        Assert.Single(world.One.Calls);
        Assert.Single(world.Two.Calls);
    }

    public static TheoryData<string, Action<NewCase>> OtherContent => new()
    {
        { "right", r => r.Right = Right.Portability },
        { "identifier", r => r.Identifiers[0].Value = "other@example.fi" },
        { "one more identifier", r => r.Identifiers.Add(new Identifier { Type = "name", Value = "Maija" }) },
        { "register", r => r.RegisterIds.Add("customers") },
        { "received", r => r.ReceiveTime = new() { Seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 86400 } },
    };

    [Theory]
    [MemberData(nameof(OtherContent), DisableDiscoveryEnumeration = true)]
    public async Task Other_content_under_a_used_request_id_is_refused(string what, Action<NewCase> change)
    {
        await using var world = await World.StartAsync();
        var request = World.NewCase();
        await world.ExecuteAsync(request);
        change(request);

        var error = await RichError.FromAsync(() => world.ExecuteAsync(request));

        Assert.True((StatusCode.AlreadyExists, "REQUEST_ID_REUSED") == (error.Code, error.Reason), what);
        Assert.DoesNotContain("case_id", error.Metadata.Keys);
        Assert.Equal(1, await world.CountAsync());
    }

    [Fact]
    public async Task A_second_open_case_of_the_same_person_and_right_is_refused_until_the_first_closes_and_not_told_its_id()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"));
        var gate = new Gate();
        world.One.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call);
        };
        var first = await world.Cases.SubmitAsync(World.NewCase());

        var error = await RichError.FromAsync(() => world.ExecuteAsync(World.NewCase(email: "MAIJA@example.fi")));
        var otherRight = await world.Cases.SubmitAsync(World.NewCase(Right.Portability));

        Assert.Equal((StatusCode.AlreadyExists, "CASE_ALREADY_OPEN"), (error.Code, error.Reason));
        Assert.Empty(error.Metadata);
        Assert.DoesNotContain(first.CaseId, error.Message, StringComparison.Ordinal);
        Assert.NotEqual(first.CaseId, otherRight.CaseId);
        gate.Open();
        await world.WaitForAsync(first.CaseId, c => c.IsOver());
        var second = await world.ExecuteAsync(World.NewCase());
        Assert.NotEqual(first.CaseId, second.CaseId);
        Assert.Equal(3, await world.CountAsync());
    }

    public static TheoryData<string, string[], string[], bool> People => new()
    {
        { "namesakes", ["name=Matti Virtanen"], ["name=Matti Virtanen"], false },
        { "one telephone", ["phone=040 1234567", "name=Matti"], ["phone=040 1234567", "name=Matti"], false },
        { "one IP address", ["ip_address=192.0.2.1"], ["ip_address=192.0.2.1"], false },
        { "an identifier of the controller's own that many share", ["street=Kuja 1"], ["street=Kuja 1"], false },
        { "an identifier of the controller's own that is one person's", ["member=7"], ["name=Maija", "member=7"], true },
        { "one mailbox, nothing else", ["email=a@example.fi"], ["email=A@Example.fi"], true },
        { "one mailbox, a telephone more", ["email=a@example.fi"], ["email=a@example.fi", "phone=040 1234567"], true },
        { "one mailbox, one name unsaid", ["email=a@example.fi", "name=Maija"], ["email=a@example.fi"], true },
        { "one mailbox, one name written otherwise", ["email=a@example.fi", "name=Maija  M"], ["email=a@example.fi", "name=maija m"], true },
        { "one mailbox, two names", ["email=a@example.fi", "name=Maija"], ["email=a@example.fi", "name=Matti"], false },
        { "two mailboxes, one customer number", ["email=a@example.fi", "customer_number=1"], ["email=b@example.fi", "customer_number=1"], true },
        { "one value, two kinds", ["customer_number=1"], ["user_name=1"], false },
    };

    [Theory]
    [MemberData(nameof(People))]
    public async Task The_same_person_is_only_who_shares_what_singles_a_person_out(string what, string[] one, string[] other, bool isSame)
    {
        await using var world = await World.StartAsync(World.Controller.Replace(
            "registers:", "identifier_types: [{ type: member, unique: true }, { type: street, unique: false }]\nregisters:").Replace("[customer_number]", "[session_id]")
            .Replace("[email, customer_number, name]", "[visitor_id]"));

        var first = await world.Cases.SubmitAsync(With(one));

        if (isSame)
        {
            var error = await RichError.FromAsync(() => world.Cases.SubmitAsync(With(other)));
            Assert.True((StatusCode.AlreadyExists, "CASE_ALREADY_OPEN") == (error.Code, error.Reason), what);
            Assert.DoesNotContain(first.CaseId, error.Everything, StringComparison.Ordinal);
            Assert.Empty(error.Metadata);
        }
        else
        {
            Assert.NotEqual(first.CaseId, (await world.Cases.SubmitAsync(With(other))).CaseId);
        }
    }

    [Fact]
    public async Task What_a_namesake_tells_later_makes_the_same_person_too()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("[email, customer_number, name]", "[visitor_id]"));
        var first = await world.Cases.SubmitAsync(With(["name=Matti"]));

        await world.Cases.ProvideInformationAsync(new ProvideInformationRequest
        {
            CaseId = first.CaseId,
            Actor = "portal",
            Identifiers = { new Identifier { Type = "email", Value = "matti@example.fi" } },
        });

        var error = await RichError.FromAsync(() => world.Cases.SubmitAsync(With(["email=matti@example.fi"])));
        Assert.Equal("CASE_ALREADY_OPEN", error.Reason);
        Assert.DoesNotContain(first.CaseId, error.Everything, StringComparison.Ordinal);
    }

    private static NewCase With(string[] identifiers)
    {
        var request = World.NewCase();
        request.Identifiers.Clear();
        request.Identifiers.AddRange(identifiers.Select(i => i.Split('=')).Select(i => new Identifier { Type = i[0], Value = i[1] }));
        return request;
    }

    [Fact]
    public async Task Another_name_behind_the_same_mailbox_is_another_person_and_another_case()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"));
        var gate = new Gate();
        world.One.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call);
        };
        static NewCase Of(string name) => new(World.NewCase(email: "info@example.fi")) { Identifiers = { new Identifier { Type = "name", Value = name } } };

        var maija = await world.Cases.SubmitAsync(Of("Maija"));
        var matti = await world.Cases.SubmitAsync(Of("Matti"));

        Assert.NotEqual(maija.CaseId, matti.CaseId);
        gate.Open();
        await world.WaitForAsync(maija.CaseId, c => c.IsOver());
        await world.WaitForAsync(matti.CaseId, c => c.IsOver());
    }

    [Fact]
    public async Task ExecuteCase_repeated_waits_for_the_same_case()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"));
        var gate = new Gate();
        world.Two.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call);
        };
        var request = World.NewCase();
        await world.Cases.SubmitAsync(request);
        await gate.Asked;
        var running = await world.ExecuteAsync(request, World.ShortDeadline);

        var repeated = world.ExecuteAsync(request);
        gate.Open();
        var closed = await repeated;

        Assert.Equal(CaseState.Running, running.State);
        Assert.Equal((running.CaseId, CaseState.Closed), (closed.CaseId, closed.State));
    }
}
