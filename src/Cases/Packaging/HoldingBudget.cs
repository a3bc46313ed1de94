namespace DsrGateway.Cases.Packaging;

/// <summary>How many bytes of records may be held in memory at once, over all systems of a package.</summary>
internal sealed class HoldingBudget(int bytes)
{
    private int left = bytes;

    public bool TryTake(int wanted)
    {
        if (wanted > left)
        {
            return false;
        }

        left -= wanted;
        return true;
    }

    public void Return(int taken) => left += taken;
}
