using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace DsrGateway.Cases.Packaging.Page;

/// <summary>
/// Builds HTML. Text and attribute values can only come in encoded; markup comes from this code alone. Characters that turn
/// or hide text are shown by their code, so that what is read is what is there.
/// </summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder markup = new();

    public Html Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        markup.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            markup.Append(' ').Append(name).Append("=\"");
            AppendVisible(value, isAttribute: true);
            markup.Append('"');
        }

        markup.Append('>');
        return this;
    }

    public Html Close(string tag)
    {
        markup.Append("</").Append(tag).Append('>');
        return this;
    }

    public Html Text(string text)
    {
        AppendVisible(text, isAttribute: false);
        return this;
    }

    /// <summary>An element with nothing but text in it.</summary>
    public Html Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        Open(tag, attributes).Text(text).Close(tag);

    /// <summary>Markup that is a constant of this code. Never a value.</summary>
    public Html Markup(string constant)
    {
        markup.Append(constant);
        return this;
    }

    /// <summary>Text that somebody else wrote: its direction must not reach over its ends.</summary>
    public Html Foreign(string text) => Element("bdi", text);

    public Html NewLine()
    {
        markup.Append('\n');
        return this;
    }

    public byte[] TakeBytes()
    {
        var bytes = Encoding.UTF8.GetBytes(markup.ToString());
        markup.Clear();
        return bytes;
    }

    private void AppendVisible(string text, bool isAttribute)
    {
        var start = 0;
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.Utf16SequenceLength;
            if (IsHidden(rune))
            {
                markup.Append(Encoder.Encode(text[start..position]));
                var code = string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
                markup.Append(isAttribute ? $"[{code}]" : $"<span class=\"code\">{code}</span>");
                start = position + length;
            }

            position += length;
        }

        markup.Append(Encoder.Encode(start == 0 ? text : text[start..]));
    }

    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => false,
        '\r' => false,
        < 0x20 or (>= 0x7F and <= 0x9F) => true,
        0xAD or 0x61C or 0x180E or 0xFEFF => true,
        0x200B or 0x200E or 0x200F => true,
        >= 0x2028 and <= 0x202E => true,
        >= 0x2060 and <= 0x206F => true,
        >= 0xFFF9 and <= 0xFFFB => true,
        >= 0xE0000 and <= 0xE007F => true,
        _ => false,
    };
}
