using System.Text;

namespace DsrGateway.Server.Tests.Canary;

/// <summary>Values of one person that nothing else in the world says, and a search for them in any bytes.</summary>
internal sealed class Canaries
{
    private readonly List<(string Name, string Form, byte[] Bytes)> _needles = [];

    public Canaries()
    {
        foreach (var (name, value) in All)
        {
            foreach (var text in new[] { value, value.ToLowerInvariant(), value.ToUpperInvariant() }.Distinct())
            {
                _needles.Add((name, "UTF-8", Encoding.UTF8.GetBytes(text)));
                _needles.Add((name, "UTF-16", Encoding.Unicode.GetBytes(text)));
                for (var offset = 0; offset < 3; offset++)
                {
                    _needles.Add((name, $"base64 at {offset}", Base64(Encoding.UTF8.GetBytes(text), offset)));
                }
            }
        }
    }

    public static string Name => "Kanarialintu Qzxnimi";
    public static string Email => "qzxposti.kanaria@qzxdomain.fi";
    public static string Phone => "+358407719353";
    public static string CustomerNumber => "QZXASIAKAS-77193";
    public static string Address => "Qzxkanariankatu 77193";
    public static string FreeText => "qzxvapaateksti diabetes";
    public static string OldValue => "Qzxvanha-arvo";
    public static string NewValue => "Qzxuusi-arvo";
    public static string Evidence => "qzxtodiste soitettu vaimolle";
    public static string Reason => "qzxperuste muutti pois";
    public static string FileContent => "qzxtiedostonsisalto";
    public static string SessionId => "qzxistunto-77193";
    public static string IpAddress => "203.0.113.193";
    public static string AdapterWords => "qzxsovittimen sanat";
    public static string BadEmail => "qzxkelvoton..posti";
    public static string BadType => "qzxvaaratyyppi@kentta";

    private static (string, string)[] All =>
    [
        (nameof(Name), Name), ("surname", "Qzxnimi"), (nameof(Email), Email), ("local part", "qzxposti"), (nameof(Phone), Phone[4..]), (nameof(CustomerNumber), CustomerNumber),
        (nameof(Address), Address), (nameof(FreeText), FreeText), (nameof(OldValue), OldValue), (nameof(NewValue), NewValue), (nameof(Evidence), Evidence),
        (nameof(Reason), Reason), (nameof(FileContent), FileContent), (nameof(SessionId), SessionId), (nameof(IpAddress), IpAddress),
        (nameof(AdapterWords), AdapterWords), (nameof(BadEmail), BadEmail), (nameof(BadType), BadType),
    ];

    /// <summary>Every canary that sits in the bytes, and in which form.</summary>
    public IReadOnlyList<string> FindIn(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        foreach (var (name, form, needle) in _needles)
        {
            var at = bytes.IndexOf(needle);
            if (at >= 0)
            {
                var from = Math.Max(0, at - 150);
                found.Add($"{name} as {form}: ...{Encoding.UTF8.GetString(bytes[from..Math.Min(bytes.Length, at + needle.Length + 50)])}");
            }
        }

        return found;
    }

    public IReadOnlyList<string> FindIn(string text) => FindIn(Encoding.UTF8.GetBytes(text));

    /// <summary>How the bytes look in the middle of a base64 text, without what hangs on their neighbours.</summary>
    public static byte[] Base64(byte[] value, int offset)
    {
        var text = Convert.ToBase64String([.. new byte[offset], .. value]);
        var first = ((offset * 8) + 5) / 6;
        var last = (offset + value.Length) * 8 / 6;
        return Encoding.ASCII.GetBytes(text[first..last]);
    }
}
