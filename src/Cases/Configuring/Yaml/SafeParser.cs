using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>
/// The library's parser answers some bad content (an escape beyond Unicode, a tag that is no URI, a stray character in a flow) with
/// exceptions of its insides. Around its one step they become what they are: a syntax error at that place.
/// </summary>
internal sealed class SafeParser(Parser parser) : IParser
{
    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            var place = parser.Current?.End ?? Mark.Empty;
            throw new SyntaxErrorException(place, place, "a character, escape, tag or directive is out of place");
        }
    }
}
