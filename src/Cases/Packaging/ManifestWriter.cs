using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace DsrGateway.Cases.Packaging;

/// <summary>Writes manifest.json: the same facts as the page, for programs, with the size and SHA-256 of every other entry.</summary>
internal sealed class ManifestWriter(EntryWriter entry)
{
    private readonly ArrayBufferWriter<byte> buffer = new(8 * 1024);

    public async Task WriteAsync(
        PackageFacts facts, IReadOnlyList<WrittenSystem> systems, WrittenFile page, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
        json.WriteStartObject();
        WriteFacts(json, facts);
        WriteCompleteness(json, facts, Completeness.Of(facts.State, [.. systems.Select(written => written.System)]));
        json.WriteStartArray("systems");
        foreach (var system in systems)
        {
            WriteSystem(json, system);
            await SendAsync(json, cancellationToken);
        }

        json.WriteEndArray();
        json.WriteStartArray("entries");
        foreach (var system in systems)
        {
            foreach (var written in system.Entries)
            {
                WriteEntry(json, system, written);
                await SendAsync(json, cancellationToken);
            }
        }

        WriteFile(json, page, "page");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        await SendAsync(json, cancellationToken);
    }

    private static void WriteFacts(Utf8JsonWriter json, PackageFacts facts)
    {
        json.WriteString("format", "dsr-gateway-package/1");
        json.WriteString("caseId", facts.CaseId);
        json.WriteString("controllerId", facts.ControllerId);
        json.WriteString("controllerName", facts.ControllerName);
        json.WriteString("right", Code(facts.Right));
        json.WriteString("receiveTime", facts.ReceiveTime.UtcDateTime);
        json.WriteString("createTime", facts.CreateTime.UtcDateTime);
    }

    private static void WriteCompleteness(Utf8JsonWriter json, PackageFacts facts, Completeness completeness)
    {
        json.WriteString("caseState", Code(facts.State));
        json.WriteBoolean("finished", completeness.IsFinished);
        json.WriteBoolean("allGiven", completeness.IsAllGiven);
        json.WriteNumber("openSystems", completeness.OpenSystems);
        if (facts.LegalDeadlineTime is { } deadline)
        {
            json.WriteString("legalDeadlineTime", deadline.UtcDateTime);
        }
    }

    private static void WriteSystem(Utf8JsonWriter json, WrittenSystem written)
    {
        var system = written.System;
        json.WriteStartObject();
        json.WriteString("systemId", system.SystemId);
        json.WriteString("systemName", system.SystemName);
        WriteIfAny(json, "registerId", system.RegisterId);
        json.WriteString("state", Code(system.State));
        json.WriteBoolean("byHand", system.ByHand);
        json.WriteBoolean("searched", system.IsSearched);
        json.WriteNumber("records", written.Records);
        json.WriteNumber("files", written.Files);
        json.WriteStartArray("foundBy");
        foreach (var found in system.FoundBy)
        {
            json.WriteStartObject();
            json.WriteString("identifierType", found.IdentifierType);
            WriteIfAny(json, "originSystemId", found.OriginSystemId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("parts");
        foreach (var part in system.Parts)
        {
            WritePart(json, part);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, OutcomePart part)
    {
        json.WriteStartObject();
        json.WriteString("category", part.Category);
        // Readers of the first manifests know no "not concerned": for them it is nothing held, with a mark.
        json.WriteString("kind", Code(part.Kind == OutcomeKind.NotConcerned ? OutcomeKind.NothingHeld : part.Kind));
        if (part.Kind == OutcomeKind.NotConcerned)
        {
            json.WriteBoolean("notConcerned", true);
        }

        json.WriteNumber("count", part.Count);
        WriteIfAny(json, "ground", part.Ground == Ground.None ? null : Code(part.Ground));
        WriteIfAny(json, "basis", part.Basis);
        WriteIfAny(json, "untilDate", part.UntilDate);
        WriteIfAny(json, "place", part.Place);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, WrittenSystem system, WrittenEntry written)
    {
        WriteFile(json, written.File, Code(written.Plan.Kind));
        json.WriteString("systemId", system.System.SystemId);
        json.WriteString(written.Plan.Kind == EntryKind.File ? "name" : "collection", written.Plan.OriginalName);
        json.WriteStartArray("categories");
        foreach (var category in written.Plan.Categories)
        {
            json.WriteStringValue(category);
        }

        json.WriteEndArray();
        if (written.Plan.Kind != EntryKind.File)
        {
            json.WriteNumber("records", written.Plan.Records);
        }

        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, WrittenFile file, string kind)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("kind", kind);
        json.WriteNumber("size", file.Size);
        json.WriteString("sha256", file.Sha256);
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>The names of the proto's values without their prefix, such as WAITING_FOR_PERSON.</summary>
    private static string Code<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    private async Task SendAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        await json.FlushAsync(cancellationToken);
        await entry.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }
}
