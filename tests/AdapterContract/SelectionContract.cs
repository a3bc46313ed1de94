using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.AdapterContract;

/// <summary>Who is found, what is sent, what is said when a call or a target is at fault.</summary>
public abstract class SelectionContract : AdapterContractTests
{
    [Fact]
    public async Task Describe_names_the_system_and_what_it_is_searched_by()
    {
        var described = await Client.Service.DescribeAsync(new DescribeRequest());
        var system = Assert.Single(described.Systems, system => system.SystemId == Adapter.SystemId);
        Assert.NotEmpty(described.AdapterName);
        Assert.NotEmpty(system.Rights);
        Assert.All(Adapter.Person.Append(Adapter.SharedName), identifier => Assert.Contains(identifier.Type, system.SearchedBy));
        var health = await Client.Health.CheckAsync(new Grpc.Health.V1.HealthCheckRequest());
        Assert.Equal(Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task Every_unique_identifier_selects_the_same_person()
    {
        var refs = new HashSet<string>();
        foreach (var identifier in Adapter.Person)
        {
            var located = await Client.LocateAsync(Step(Right.Access, identifier));
            refs.Add(Assert.Single(located.Selection.SubjectRefs));
            Assert.Contains(identifier.Type, located.Selection.MatchedBy);
            Assert.All(Adapter.Person, own => Assert.Contains(located.Selection.Identifiers, learnt => learnt.Unique && learnt.Identifier.Type == own.Type));
        }

        Assert.Single(refs);
        Assert.DoesNotContain(Adapter.Person, identifier => refs.Single().Contains(identifier.Value, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Unknown_person_is_nothing_held()
    {
        var located = await Client.LocateAsync(Step(Right.Access, Adapter.Unknown));
        Assert.Empty(located.Selection.SubjectRefs);
        Assert.Equal(0, located.Selection.Candidates);
        Assert.True(Has(located.Forecast, OutcomeKind.NothingHeld));
        var sent = await Client.FulfilAsync(Step(Right.Access, Adapter.Unknown));
        Assert.Empty(sent.Records);
        Assert.All(sent.Outcome.Parts, part => Assert.Equal(OutcomeKind.NothingHeld, part.Kind));
    }

    [Fact]
    public async Task Two_people_of_one_name_are_candidates_and_nothing_is_exported()
    {
        var located = await Client.LocateAsync(Step(Right.Access, Adapter.SharedName));
        Assert.Empty(located.Selection.SubjectRefs);
        Assert.Equal(2, located.Selection.Candidates);
        Assert.NotEmpty(located.Selection.InformationNeeded);
        var sent = await Client.FulfilAsync(Step(Right.Access, Adapter.SharedName));
        Assert.Empty(sent.Records);
        Assert.Empty(sent.Files);
        Assert.Equal(2, sent.Outcome.Selection.Candidates);
    }

    [Fact]
    public async Task Access_sends_the_persons_data_and_nobody_elses()
    {
        var own = await Client.FulfilAsync(Step(Right.Access, Adapter.Person[0]));
        var other = await Client.FulfilAsync(Step(Right.Access, Adapter.Namesake[0]));
        Assert.Contains(Adapter.PersonMark, own.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(Adapter.NamesakeMark, own.AllText, StringComparison.Ordinal);
        Assert.Contains(Adapter.NamesakeMark, other.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain(Adapter.PersonMark, other.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_counts_what_it_sends_and_changes_nothing()
    {
        var before = await Adapter.SnapshotAsync();
        var sent = await Client.FulfilAsync(Step(Right.Access, [.. Adapter.Person]));
        Assert.NotEmpty(sent.Records);
        Assert.Equal(sent.Outcome.Sent, Done(sent.Outcome.Parts));
        var parts = sent.Outcome.Parts.Where(part => part.Kind == OutcomeKind.Done).ToDictionary(part => part.Category, part => part.Count);
        Assert.Equal(parts, sent.Records.Select(r => r.Category).Concat(sent.Files.Select(f => f.Category)).GroupBy(c => c).ToDictionary(g => g.Key, g => (long)g.Count()));
        Assert.All(sent.Records, record => System.Text.Json.JsonDocument.Parse(record.Json).Dispose());
        Assert.Equal(before, await Adapter.SnapshotAsync());
    }

    [Fact]
    public async Task Every_malformed_field_is_named_at_once()
    {
        var step = Step(Right.Unspecified, new Identifier { Type = "E-Mail", Value = string.Empty });
        step.OperationId = string.Empty;
        var fault = await Assert.ThrowsAsync<RpcException>(() => Client.LocateAsync(step));
        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        var status = fault.GetRpcStatus()!;
        var fields = status.Details.First(detail => detail.Is(Google.Rpc.BadRequest.Descriptor)).Unpack<Google.Rpc.BadRequest>().FieldViolations.Select(v => v.Field);
        Assert.Equal(["context.identifiers[0].type", "context.identifiers[0].value", "context.operation_id", "context.right"], fields.Order());
    }

    [Fact]
    public async Task Unknown_system_is_not_found()
    {
        var step = Step(Right.Access, Adapter.Person[0]);
        step.SystemId = "no_such_system";
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => Client.FulfilAsync(step))).StatusCode);
    }

    [Fact]
    public async Task A_target_that_is_down_is_unavailable_not_empty()
    {
        var step = Step(Right.Access, Adapter.Person[0]);
        step.SystemId = Adapter.UnreachableSystemId;
        foreach (var call in new Func<Task>[] { () => Client.LocateAsync(step), () => Client.FulfilAsync(step) })
        {
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
        }
    }

    [Fact]
    public async Task No_value_of_the_person_is_logged()
    {
        await Client.FulfilAsync(Step(Right.Access, [.. Adapter.Person]));
        var step = Step(Right.Access, [.. Adapter.Person]);
        step.SystemId = Adapter.UnreachableSystemId;
        var fault = await Assert.ThrowsAsync<RpcException>(() => Client.LocateAsync(step));
        Assert.NotEmpty(Adapter.Log);
        foreach (var value in Adapter.Person.Append(Adapter.SharedName).Select(identifier => identifier.Value).Append(Adapter.PersonMark))
        {
            Assert.DoesNotContain(value, Adapter.Log, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(value, fault.Status.Detail, StringComparison.OrdinalIgnoreCase);
        }
    }
}
