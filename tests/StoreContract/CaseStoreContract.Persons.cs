using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

public abstract partial class CaseStoreContract
{
    [Fact]
    public async Task Who_keeps_what_another_seeks_is_the_same_person_until_the_case_closes()
    {
        var first = await OpenAsync(Given.Person(kept: ["email", "number"], sought: ["email"]));

        Assert.Equal(new OpenResult(OpenVerdict.AlreadyOpen, first), await Store.OpenAsync(Given.Person(["number", "other"], ["other", "number"]), default));
        Assert.Equal(OpenVerdict.Opened, (await Store.OpenAsync(Given.Person(["third"], ["third"]), default)).Verdict);

        await ChangeAsync(first, Close);
        Assert.Equal(OpenVerdict.Opened, (await Store.OpenAsync(Given.Person(["number"], ["number"]), default)).Verdict);
    }

    [Fact]
    public async Task What_is_kept_and_not_sought_makes_nobody_the_same_person()
    {
        await OpenAsync(Given.Person(kept: ["email", "named Anna"], sought: ["named Anna"]));

        Assert.Equal(OpenVerdict.Opened, (await Store.OpenAsync(Given.Person(["email", "named Bertil"], ["named Bertil"]), default)).Verdict);
    }

    [Fact]
    public async Task Controllers_do_not_share_marks()
    {
        await OpenAsync(Given.Person(["email"], ["email"]));
        var other = Given.Person(["email"], ["email"]);

        Assert.Equal(OpenVerdict.Opened, (await Store.OpenAsync(other with { Case = other.Case with { ControllerId = "globex" } }, default)).Verdict);
    }

    [Fact]
    public async Task Of_a_hundred_parallel_opens_that_share_marks_in_a_ring_no_two_neighbours_are_open()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            string[] marks = [$"m{i}", $"m{(i + 1) % 100}"];
            return (await Task.Run(() => Store.OpenAsync(Given.Person(marks, marks), default))).Verdict;
        }));

        Assert.All(Enumerable.Range(0, 100), i => Assert.False(opened[i] == OpenVerdict.Opened && opened[(i + 1) % 100] == OpenVerdict.Opened));
        // Whoever was refused has a neighbour that is open.
        Assert.All(Enumerable.Range(0, 100), i =>
            Assert.Contains(OpenVerdict.Opened, new[] { opened[i], opened[(i + 99) % 100], opened[(i + 1) % 100] }));
    }

    [Fact]
    public async Task A_repeat_is_known_by_the_content_of_before_or_of_now()
    {
        var first = Given.Opening("r1", "before") with { ContentHashNow = Given.Hash("now") };
        var id = await OpenAsync(first);
        var same = new OpenResult(OpenVerdict.SameRequest, id);

        Assert.Equal(same, await Store.OpenAsync(Given.Opening("r1", "before") with { ContentHashNow = Given.Hash("else") }, default));
        Assert.Equal(same, await Store.OpenAsync(Given.Opening("r1", "else") with { ContentHashNow = Given.Hash("now") }, default));
        Assert.Equal(OpenVerdict.RequestIdReused, (await Store.OpenAsync(Given.Opening("r1", "else") with { ContentHashNow = Given.Hash("else") }, default)).Verdict);
        Assert.Equal(OpenVerdict.RequestIdReused, (await Store.OpenAsync(Given.Opening("r1", "else"), default)).Verdict);
        var stored = await Store.FindRequestAsync("acme", "r1", default);
        Assert.Equal(id, stored!.CaseId);
        Assert.Equal(Given.Hash("before"), stored.ContentHash);
        Assert.Equal(Given.Hash("now"), stored.ContentHashNow);
        Assert.Null(await Store.FindRequestAsync("globex", "r1", default));
    }

    [Fact]
    public async Task What_is_told_later_marks_the_open_case_and_no_closed_one()
    {
        var open = await OpenAsync(Given.Person(["name"], ["name"]));
        var closed = await OpenAsync();
        await ChangeAsync(closed, Close);

        await Store.MarkAsync(open, [Given.Hash("name"), Given.Hash("email")], default);
        await Store.MarkAsync(closed, [Given.Hash("number")], default);

        Assert.Equal(new OpenResult(OpenVerdict.AlreadyOpen, open), await Store.OpenAsync(Given.Person(["email"], ["email"]), default));
        Assert.Equal(OpenVerdict.Opened, (await Store.OpenAsync(Given.Person(["number"], ["number"]), default)).Verdict);
    }

    [Fact]
    public async Task Only_open_cases_that_a_gateway_of_before_opened_are_unmarked()
    {
        await OpenAsync(Given.Person(["email"], ["email"]));
        await OpenAsync();

        Assert.Empty(await Store.ListUnmarkedAsync(10, default));
    }
}
