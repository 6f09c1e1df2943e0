package io.brewprint.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.config.AtomicFiles;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads and writes {@code manifest.json}, of both formats. Whoever reads one must not trust it: {@link Seal}. */
final class ManifestFile {
    static final String NAME = "manifest.json";
    private static final long LARGEST = 256L << 20;
    private static final String REMEDY = "delete the folder, or put its " + NAME + " back";

    private ManifestFile() {}

    /**
     * The manifest of a backup's folder.
     *
     * @throws Fault where there is none that can be read
     */
    static Manifest read(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                throw new Fault("backup", "there is no manifest", Where.in(file), REMEDY);
            }
            JsonNode json = Json.STRICT.readTree(file.toFile());
            Manifest manifest = json.has("format")
                    ? Json.STRICT.treeToValue(json, Manifest.class)
                    : first(json).manifest();
            return checked(manifest, folder);
        } catch (JsonProcessingException e) {
            throw damaged(file, Json.fault(e), e);
        } catch (IOException e) {
            throw new Fault("backup", "the manifest cannot be read: " + Fault.firstLine(e), Where.in(file), REMEDY);
        }
    }

    /** The same for what only the first format says. */
    static FirstManifest first(Path folder) throws IOException {
        return first(Json.STRICT.readTree(folder.resolve(NAME).toFile()));
    }

    /** Replaces the manifest in a folder. */
    static void write(Path folder, Manifest manifest) throws IOException {
        AtomicFiles.write(
                folder.resolve(NAME),
                Json.STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
    }

    /** What a seal is made over: everything but itself, in one spelling. */
    static byte[] sealed(Manifest manifest) throws IOException {
        return Json.STRICT.writeValueAsString(manifest.sealedBy("")).getBytes(StandardCharsets.UTF_8);
    }

    private static FirstManifest first(JsonNode json) throws JsonProcessingException {
        return Json.STRICT.treeToValue(json, FirstManifest.class);
    }

    private static Manifest checked(Manifest manifest, Path folder) {
        Path file = folder.resolve(NAME);
        if (!manifest.label().equals(String.valueOf(folder.getFileName()))) {
            throw damaged(file, "it is another backup's");
        }
        if (manifest.format() != 1 && (manifest.format() != 2 || !Content.isHash(manifest.list()))) {
            throw damaged(file, "it is of no format that this version knows");
        }
        List<String> shown = Stream.concat(
                        Stream.of(manifest.category(), manifest.trigger(), manifest.timestamp(), manifest.lastSeen()),
                        Stream.concat(manifest.libraries().keySet().stream(), manifest.leftOut().stream()))
                .toList();
        if (shown.stream().anyMatch(text -> text.chars().anyMatch(Character::isISOControl))) {
            throw damaged(file, "a text in it holds control characters");
        }
        return manifest;
    }

    private static Fault damaged(Path file, String how) {
        return new Fault("backup", "the manifest is damaged: " + how, Where.in(file), REMEDY);
    }

    private static Fault damaged(Path file, String how, JsonProcessingException e) {
        return new Fault(
                "backup",
                "the manifest is damaged: " + how,
                Where.at(e.getLocation()).orIn(file.toString()),
                REMEDY);
    }
}
