namespace DsrGateway.Bench.Load;

/// <summary>Something that carries out cases.</summary>
internal interface ITarget
{
    /// <summary>Carries out one case of a person nobody has asked for before; false if the answer is wrong.</summary>
    Task<bool> ExecuteAsync();
}
