using System.IO.Compression;
using System.Text;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;
using Xunit.Abstractions;

#pragma warning disable CA5394 // A seed that repeats the run is the point.
namespace DsrGateway.Server.Tests.Mixing;

/// <summary>Whoever shares whatever with whom: no value of one gets into the other's package, and nobody is erased who did not ask.</summary>
public class NobodyIsMixed(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_value_of_one_person_gets_into_anothers_answer(int seed)
    {
        var town = new Town(seed);
        await using var world = await World.PrepareAsync(town.Controller());
        world.One.OnLocate = (context, _) => Task.FromResult(town.Locate(context));
        world.One.OnFulfil = (context, stream, _) => town.FulfilAsync(context, stream);
        await world.StartGatewayAsync();
        var random = new Random(seed);
        var asking = town.People.Select(p => (Person: p, Request: Request(p, random, (Right[])[Right.Access, Right.Portability, Right.Erasure]))).ToList();

        await Task.WhenAll(asking.Select(a => AskAsync(world, town, a.Person, a.Request)));

        Assert.Empty(town.Erased.Except(asking.Where(a => a.Request.Right == Right.Erasure).Select(a => a.Person)));
        Assert.True(town.Happened.GetValueOrDefault("own value handed out") + town.Erased.Count > 0, "Nothing was handed out or erased: this tests nothing.");
        output.WriteLine($"seed {seed}; erased {town.Erased.Count}; {string.Join("; ", town.Happened.Select(h => $"{h.Key} {h.Value}"))}");
    }

    private static NewCase Request(Resident person, Random random, Right[] rights)
    {
        var request = new NewCase { RequestId = Guid.NewGuid().ToString(), ControllerId = "test", Right = rights[random.Next(3)], Actor = "portal" };
        // Who shares a mailbox says who of the two it is.
        var given = person.Identifiers.Where(i => random.NextDouble() < 0.5 || (person.SharesMailbox && i.Type == "customer_number")).ToList();
        given = given.Count > 0 ? given : [person.Identifiers[random.Next(5)]];
        if (given.Exists(i => i.Type == "email") && !given.Exists(i => i.Type == "customer_number"))
        {
            given.Add(person.Identifiers.Single(i => i.Type == "customer_number"));
        }

        request.Identifiers.AddRange(given.Select(i => new Identifier { Type = i.Type, Value = i.Value }));
        return request;
    }

    private static async Task AskAsync(World world, Town town, Resident person, NewCase request)
    {
        foreach (var shared in request.Identifiers.Where(i => town.People.Count(p => p.Has((i.Type, i.Value))) > 1))
        {
            town.Count($"shared {shared.Type}");
        }

        town.Count($"{request.Right}");
        Case answer;
        try
        {
            answer = await world.ExecuteAsync(request);
        }
        catch (RpcException e) when (RichError.Of(e).Reason == "CASE_ALREADY_OPEN")
        {
            // The controller says that an address is one person's; two who share one wait for each other, and learn nothing of each other.
            Assert.Contains(request.Identifiers, i => i.Type == "email" && town.People.Count(p => p.Has((i.Type, i.Value))) > 1);
            Assert.Empty(RichError.Of(e).Metadata);
            town.Count("refused beside the other of one mailbox");
            return;
        }

        town.Count($"case {answer.State}");
        if (request.Right == Right.Erasure)
        {
            return;
        }

        try
        {
            var package = Text(await world.Cases.DownloadAsync(answer.CaseId));
            Assert.DoesNotContain(town.People.Where(p => p != person), other => package.Contains(other.Marker, StringComparison.Ordinal));
            town.Count(package.Contains(person.Marker, StringComparison.Ordinal) ? "own value handed out" : "empty package");
        }
        catch (RpcException e) when (RichError.Of(e).Reason == "WRONG_STATE")
        {
            town.Count("package held");
        }
    }

    private static string Text(byte[] package)
    {
        var text = new StringBuilder();
        using var zip = new ZipArchive(new MemoryStream(package));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }
}
