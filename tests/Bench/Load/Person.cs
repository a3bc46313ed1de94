namespace DsrGateway.Bench.Load;

/// <summary>Somebody new for every request.</summary>
internal readonly record struct Person(string RequestId, string Email)
{
    public static Person New()
    {
        var id = Guid.NewGuid();
        return new Person(id.ToString(), $"{id:N}@example.fi");
    }
}
