package io.brewprint.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows as JSON Lines, in the original's fields: read and written one line at a time. */
public final class JsonLines {
    /** A longer line is no training row. */
    static final int MAX_LINE = 8 << 20;
    /** Above this share of bad lines a file is refused: then something is wrong with it as a whole. */
    private static final double MAX_BAD_SHARE = 0.01;

    private JsonLines() {}

    /**
     * Gives every row of {@code file} to {@code sink}. A bad line is told to {@code bad} as {@code FILE:LINE: what} and
     * left out.
     *
     * @return rows given
     * @throws IOException if more than one line in a hundred is bad; a line of more than 8 Mi characters is a bad one
     */
    public static int read(Path file, Consumer<Row> sink, Consumer<String> bad) throws IOException {
        int good = 0;
        int wrong = 0;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            StringBuilder line = new StringBuilder();
            for (int number = 1; nextLine(in, line); number++) {
                if (line.length() > MAX_LINE) {
                    wrong++;
                    bad.accept(file.getFileName() + ":" + number + ": line is longer than " + MAX_LINE + " characters");
                    continue;
                }
                if (line.toString().isBlank()) {
                    continue;
                }
                try {
                    sink.accept(row(Json.PLAIN.readTree(line.toString())));
                    good++;
                } catch (JsonProcessingException | IllegalArgumentException e) {
                    wrong++;
                    String what = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
                    bad.accept(file.getFileName() + ":" + number + ": " + what);
                }
            }
        }
        if (wrong > 0 && wrong > MAX_BAD_SHARE * (good + wrong)) {
            throw new IOException(file + ": " + wrong + " of " + (good + wrong)
                    + " lines are no training rows; more than one in a hundred is refused");
        }
        return good;
    }

    /** All rows of a small file. */
    public static List<Row> readAll(Path file, Consumer<String> bad) throws IOException {
        List<Row> rows = new ArrayList<>();
        read(file, rows::add, bad);
        return rows;
    }

    /** The next line, for those that must not lose any of it: one that is too long ends the reading. */
    static boolean nextLine(BufferedReader in, StringBuilder line, Path file, int number) throws IOException {
        boolean more = nextLine(in, line);
        if (line.length() > MAX_LINE) {
            throw new IOException(file + ":" + number + ": line is longer than " + MAX_LINE + " characters");
        }
        return more;
    }

    /** The next line; of one that is too long no more than one character too many is held. */
    private static boolean nextLine(BufferedReader in, StringBuilder line) throws IOException {
        line.setLength(0);
        int c;
        while ((c = in.read()) >= 0 && c != '\n') {
            if (line.length() <= MAX_LINE) {
                line.append((char) c);
            }
        }
        return c >= 0 || !line.isEmpty();
    }

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException saying what is wrong, where it is no row
     */
    public static Row parse(String line) {
        try {
            return row(Json.PLAIN.readTree(line));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static Row row(JsonNode json) {
        JsonNode instruction = json.path("instruction");
        JsonNode output = json.path("output");
        if (!instruction.isTextual() || instruction.asText().isBlank()) {
            throw new IllegalArgumentException("field \"instruction\" is missing or no text");
        }
        if (!output.isTextual() || output.asText().isBlank()) {
            throw new IllegalArgumentException("field \"output\" is missing or no text");
        }
        return new Row(
                instruction.asText(),
                json.path("input").asText(""),
                output.asText(),
                json.path("source").asText(""),
                json.path("category").asText(json.path("pattern").asText("")));
    }

    /** Writes one row as one line. */
    static void write(Writer out, Row row) throws IOException {
        out.write(line(row));
        out.write('\n');
    }

    /** One row as one line, without its end. */
    public static String line(Row row) {
        ObjectNode json = Json.PLAIN.createObjectNode();
        json.put("instruction", row.instruction());
        json.put("input", row.input());
        json.put("output", row.output());
        json.put("source", row.source());
        json.put("category", row.category());
        return json.toString();
    }
}
