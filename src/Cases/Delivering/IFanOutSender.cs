using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Delivering;

/// <summary>Sends what a committed decision started.</summary>
internal interface IFanOutSender
{
    /// <summary>Never throws for a broker that is away: what is not sent now is sent again by what is stored.</summary>
    ValueTask SendAsync(FanOut fanOut);
}
