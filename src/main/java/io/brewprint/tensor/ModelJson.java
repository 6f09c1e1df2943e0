package io.brewprint.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON files of a model folder, and what lies there instead of a file when a download went wrong. */
public final class ModelJson {
    private static final int LOOKED_AT = 200;

    private ModelJson() {}

    /**
     * Reads a file that must hold a JSON object.
     *
     * @throws ModelFormatException if it holds something else, with what that seems to be
     */
    public static ObjectNode read(Path file) throws IOException {
        try {
            if (Json.PLAIN.readTree(file.toFile()) instanceof ObjectNode json) {
                return json;
            }
        } catch (JsonProcessingException e) {
            refuseSubstitute(file);
            throw new ModelFormatException(
                    Where.at(e.getLocation()).orIn(file.toString()),
                    "no JSON: the file is damaged or the download is not complete");
        }
        throw new ModelFormatException(file, "no JSON object: the file is damaged or the download is not complete");
    }

    /** Refuses a file that is a Git LFS pointer, a web page or a server's error instead of what its name says. */
    static void refuseSubstitute(Path file) throws IOException {
        String start;
        try (var in = Files.newInputStream(file)) {
            start = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8).strip();
        }
        if (start.startsWith("version https://git-lfs")) {
            throw new ModelFormatException(
                    file, "a Git LFS pointer, not the file itself: run git lfs pull in its folder");
        }
        if (start.startsWith("<")) {
            throw new ModelFormatException(
                    file,
                    "a web page, not the file itself: the download was refused; a gated model "
                            + "wants its licence accepted and a login");
        }
        if (start.startsWith("{\"error")
                || start.startsWith("Access to model")
                || start.startsWith("Invalid username")
                || start.startsWith("Entry not found")) {
            throw new ModelFormatException(
                    file,
                    "an error message of the server ("
                            + start.lines().findFirst().orElse("")
                            + "), not the file itself: a gated model wants its licence accepted and a login");
        }
    }

    /** Whether a value leaves things as they are: missing, null, false, or nothing in it. */
    public static boolean saysNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
    }
}
