package io.brewprint.exam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.config.Json;
import io.brewprint.dataset.LineBytes;
import java.io.IOException;
import java.nio.file.Path;

/** A file of answers, a JSON object a line, in the original's fields. One line is held at a time. */
public final class AnswerFile {
    /** Hears of each line that is not blank. */
    public interface Sink {
        /**
         * An answer.
         *
         * @param start at which byte of the file its line begins
         */
        void answer(int line, long start, RecordedAnswer answer) throws IOException;

        /** A line that is none. */
        void bad(int line, String what) throws IOException;
    }

    private AnswerFile() {}

    /** Reads a whole file and scores its answers by {@code catalog}. */
    public static void each(Path file, NodeCatalog catalog, Sink sink) throws IOException {
        try (LineBytes lines = new LineBytes(file)) {
            while (lines.next()) {
                if (!lines.fault().isEmpty()) {
                    sink.bad(lines.number(), lines.fault());
                } else if (!lines.text().isBlank()) {
                    one(lines, catalog, sink);
                }
            }
        }
    }

    private static void one(LineBytes lines, NodeCatalog catalog, Sink sink) throws IOException {
        RecordedAnswer answer;
        try {
            answer = parse(lines.text(), lines.number(), catalog);
        } catch (IllegalArgumentException e) {
            sink.bad(lines.number(), String.valueOf(e.getMessage()));
            return;
        }
        sink.answer(lines.number(), lines.start(), answer);
    }

    /**
     * One line of such a file.
     *
     * @throws IllegalArgumentException saying what is wrong, where it is no answer
     */
    static RecordedAnswer parse(String text, int line, NodeCatalog catalog) {
        JsonNode json;
        try {
            json = Json.WHOLE.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(Json.fault(e), e);
        }
        if (json instanceof ObjectNode object) {
            return RecordedAnswer.of(object, line, catalog);
        }
        throw new IllegalArgumentException("the line is no JSON object");
    }

    /**
     * The answer whose line begins at a byte of a file.
     *
     * @throws IOException also where no answer begins there: the file is another one than it was
     */
    static RecordedAnswer at(Path file, long start, int line, NodeCatalog catalog) throws IOException {
        try (LineBytes lines = new LineBytes(file, start)) {
            if (!lines.next() || !lines.fault().isEmpty()) {
                throw new IOException(file + ":" + line + " is not there any more");
            }
            return parse(lines.text(), line, catalog);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ":" + line + " has changed: " + e.getMessage(), e);
        }
    }
}
