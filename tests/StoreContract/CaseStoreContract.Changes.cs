using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

public abstract partial class CaseStoreContract
{
    private ICaseChanges Changes => (ICaseChanges)Store;

    [Fact]
    public async Task A_change_of_state_is_stamped_by_the_stores_clock_and_nothing_else_is()
    {
        var before = await Changes.ReadClockAsync(default);
        var id = await OpenAsync();
        var opened = Assert.Single(await ChangesAsync());
        await ChangeAsync(id, c => c with { Round = 1 });
        Assert.Equal(opened with { Revision = 2 }, Assert.Single(await ChangesAsync()));

        await ChangeAsync(id, c => Close(c) with { Conclusion = Conclusion.Refused });

        var closed = Assert.Single(await ChangesAsync());
        Assert.Equal(new StateChange(id, CaseState.Running, default, 1, opened.At), opened);
        Assert.Equal(new StateChange(id, CaseState.Closed, Conclusion.Refused, 3, closed.At), closed);
        Assert.InRange(opened.At, before, closed.At);
        Assert.InRange(closed.At, opened.At, await Changes.ReadClockAsync(default));
    }

    [Fact]
    public async Task Changes_come_by_stamp_page_by_page_for_one_controller()
    {
        var ids = new List<CaseId>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add(await OpenAsync());
            await OpenAsync(Given.Opening(controllerId: "other"));
        }

        await ChangeAsync(ids[0], Close);

        var found = new List<StateChange>();
        for (var page = await Changes.ListChangesAsync("acme", 0, null, 3, default); page.Count > 0;)
        {
            found.AddRange(page);
            page = await Changes.ListChangesAsync("acme", 0, found[^1], 3, default);
        }

        Assert.Equal(ids.OrderBy(i => i.Value), found.Select(f => f.CaseId).OrderBy(i => i.Value));
        Assert.Equal(found.Select(f => f.At).Order(), found.Select(f => f.At));
        Assert.Equal(ids[0], found.MaxBy(f => (f.At, f.State))!.CaseId);
        Assert.Equal(found.Count(f => f.At >= found[3].At), (await Changes.ListChangesAsync("acme", found[3].At, null, 100, default)).Count);
        Assert.Empty(await Changes.ListChangesAsync("acme", found[^1].At + 1, null, 100, default));
    }

    private Task<IReadOnlyList<StateChange>> ChangesAsync() => Changes.ListChangesAsync("acme", 0, null, 100, default);
}
