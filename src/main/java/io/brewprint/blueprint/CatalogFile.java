package io.brewprint.blueprint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Catalog files of a user, as {@code catalog.schema.json} beside this class describes them.
 *
 * <pre>{@code {"types": [{"name": "OpenDoor", "class": "K2Node_CallFunction", "member": "/Script/My.Door:Open",
 *   "inputs": ["Execute:exec", "Speed:Float=1.0"], "outputs": ["Then:exec"], "latent": false, "aliases": []}]}}</pre>
 */
public final class CatalogFile {
    private static final long LARGEST = 8L << 20;
    private static final Set<String> KEYS = Set.of("name", "class", "member", "inputs", "outputs", "latent", "aliases");

    private CatalogFile() {}

    /** All entries of a folder's {@code .json} files by name of file; none when the folder is absent. */
    public static List<CatalogEntry> readFolder(Path folder) {
        return readFolder(folder, null);
    }

    /** The same but for one file, which is about to be written anew. */
    public static List<CatalogEntry> readFolder(Path folder, @Nullable Path without) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var entries = new ArrayList<CatalogEntry>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json") && !f.equals(without))
                    .sorted()
                    .toList()) {
                entries.addAll(read(file));
            }
        } catch (IOException e) {
            throw new CatalogException(Where.in(folder), "cannot be read: " + e.getMessage());
        }
        return entries;
    }

    /**
     * The entries of one file.
     *
     * @throws CatalogException when it is not of the form described
     */
    public static List<CatalogEntry> read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CatalogException(Where.in(file), "larger than " + LARGEST + " bytes");
            }
            return read(Files.readString(file), Where.in(file));
        } catch (CharacterCodingException e) {
            throw new CatalogException(Where.in(file), "no valid UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw new CatalogException(Where.in(file), "cannot be read: " + e.getMessage());
        }
    }

    /** The entries of a text; the name says where in messages. */
    static List<CatalogEntry> read(String text, Where where) {
        var entries = new ArrayList<CatalogEntry>();
        var names = new HashSet<String>();
        boolean listed = false;
        try (JsonParser parser = Json.PLAIN.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean types = parser.currentName().equals("types");
                    JsonToken value = parser.nextToken();
                    if (types && value == JsonToken.START_ARRAY) {
                        listed = true;
                        types(parser, where, entries, names);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw new CatalogException(
                    Where.at(e.getLocation()).orIn(where.file()), "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CatalogException(where, "cannot be read: " + e.getMessage());
        }
        if (!listed) {
            throw new CatalogException(where, "needs {\"types\": [..]}");
        }
        return entries;
    }

    /** Entry by entry, for a tree would not say on which line a wrong one stands. */
    private static void types(JsonParser parser, Where file, List<CatalogEntry> entries, Set<String> names)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Where where = Where.at(parser.currentTokenLocation()).orIn(file.file());
            JsonNode type = parser.readValueAsTree();
            if (!type.isObject()) {
                throw new CatalogException(where, "types[" + entries.size() + "] is no {\"name\": ..}");
            }
            CatalogEntry entry = entry(type, where);
            if (!names.add(entry.name())) {
                throw new CatalogException(where, "a second type named " + entry.name() + "; keep one");
            }
            entries.add(entry);
        }
    }

    private static CatalogEntry entry(JsonNode node, Where where) {
        for (var keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                throw new CatalogException(
                        where, "unknown key \"" + key + "\"; known are " + new java.util.TreeSet<>(KEYS));
            }
        }
        String name = node.path("name").asText("");
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,99}")) {
            throw new CatalogException(where, "name \"" + name + "\" is not a word of letters, digits and _");
        }
        String nodeClass = node.path("class").asText("K2Node_CallFunction");
        String member = node.path("member").asText("");
        if (nodeClass.equals("K2Node_CallFunction") && !member.matches("/\\S+:\\S.*")) {
            throw new CatalogException(where, "member \"" + member + "\" is no /Path.Class:Function");
        }
        var pins = new ArrayList<PinSpec>();
        pins(node.path("inputs"), false, pins, where);
        pins(node.path("outputs"), true, pins, where);
        var aliases = new ArrayList<String>();
        node.path("aliases").forEach(alias -> aliases.add(alias.asText()));
        return new CatalogEntry(
                name, nodeClass, member, pins, node.path("latent").asBoolean(false), aliases);
    }

    private static void pins(JsonNode list, boolean output, List<PinSpec> into, Where where) {
        for (JsonNode pin : list) {
            into.add(PinSpec.of(pin.asText(), output));
            if (into.getLast().name().isEmpty() || into.getLast().type().isEmpty()) {
                throw new CatalogException(where, "pin \"" + pin.asText() + "\" is no Name:Type or Name:Type=default");
            }
        }
    }

    /** Entries as a file's text, with a line break at its end; reading it gives the same entries. */
    public static String write(List<CatalogEntry> entries) {
        ObjectNode root = Json.PLAIN.createObjectNode();
        ArrayNode types = root.putArray("types");
        for (CatalogEntry entry : entries) {
            ObjectNode type = types.addObject();
            type.put("name", entry.name()).put("class", entry.nodeClass());
            if (!entry.member().isEmpty()) {
                type.put("member", entry.member());
            }
            ArrayNode inputs = type.putArray("inputs");
            ArrayNode outputs = type.putArray("outputs");
            entry.pins().forEach(pin -> (pin.output() ? outputs : inputs).add(pin.text()));
            if (entry.latent()) {
                type.put("latent", true);
            }
            if (!entry.aliases().isEmpty()) {
                entry.aliases().forEach(type.putArray("aliases")::add);
            }
        }
        return root.toPrettyString() + "\n";
    }
}
