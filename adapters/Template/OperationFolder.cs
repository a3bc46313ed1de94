using System.Security.Cryptography;
using System.Text;
using DsrGateway.V1;
using Google.Protobuf;

namespace DsrGateway.Adapters.Template;

/// <summary>
/// What was decided for each operation, in the target itself. The intention is written before the effect: the effect (deleting named files) is
/// idempotent, so after a crash the repeat carries out the same intention and gives the same outcome. No personal data in here.
/// </summary>
internal sealed class OperationFolder(string path)
{
    public FulfilOutcome? Find(string operationId) =>
        File.Exists(Name(operationId)) ? FulfilOutcome.Parser.ParseJson(File.ReadAllText(Name(operationId))) : null;

    public void Write(string operationId, FulfilOutcome outcome)
    {
        Directory.CreateDirectory(path);
        var temporary = $"{Name(operationId)}.{Guid.NewGuid():N}.new";
        using (var stream = new FileStream(temporary, FileMode.CreateNew))
        {
            stream.Write(Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(outcome)));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, Name(operationId), overwrite: true);
    }

    // The caller's text never becomes a path.
    private string Name(string operationId) => Path.Combine(path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(operationId))));
}
