package io.brewprint.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.config.Where;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows as JSON Lines, in the original's fields: the one reader of them, for datasets, checks and trainings alike. One
 * line is held at a time. Nothing is passed over: what stands after a value, and a key that is there twice, is a fault.
 */
public final class JsonLines {
    /** Above this share of bad lines a file is refused: then something is wrong with it as a whole. */
    private static final double MAX_BAD_SHARE = 0.01;

    private JsonLines() {}

    /** Hears of each line of a file that is not blank. */
    public interface Sink {
        /**
         * A row.
         *
         * @param json its line, with fields that a {@link Row} does not have
         * @param text the same as it stands
         */
        void row(int line, Row row, ObjectNode json, String text) throws IOException;

        /**
         * A line that is no row.
         *
         * @param column from 1; 0 for the whole line
         * @param text the line, empty where it could not be read
         */
        void bad(int line, int column, String what, String text) throws IOException;
    }

    /** Reads a whole file. One that holds a JSON array, or objects over several lines, is one bad line. */
    public static void each(Path file, Sink sink) throws IOException {
        boolean begun = false;
        try (LineBytes lines = new LineBytes(file)) {
            while (lines.next()) {
                String text = lines.text();
                if (!lines.fault().isEmpty()) {
                    sink.bad(lines.number(), 0, lines.fault(), "");
                } else if (!text.isBlank()) {
                    String form = begun ? "" : form(text.strip());
                    begun = true;
                    if (!form.isEmpty()) {
                        sink.bad(lines.number(), 1, form, text);
                        return;
                    }
                    one(lines.number(), text, sink);
                }
            }
        }
    }

    private static String form(String first) {
        if (first.startsWith("[")) {
            return "the file is one JSON array; a row is a line: jq -c '.[]' FILE > NEW.jsonl makes them of it";
        }
        return first.equals("{")
                ? "its objects go over several lines; a row is a line: jq -c . FILE > NEW.jsonl makes them of it"
                : "";
    }

    private static void one(int number, String text, Sink sink) throws IOException {
        ObjectNode json;
        Row row;
        try {
            json = object(Json.WHOLE.readTree(text));
            row = row(json);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            sink.bad(number, column, Json.fault(e), text);
            return;
        } catch (IllegalArgumentException e) {
            sink.bad(number, 1, String.valueOf(e.getMessage()), text);
            return;
        }
        sink.row(number, row, json, text);
    }

    private static ObjectNode object(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("the line is no JSON object");
    }

    /**
     * Gives every row of {@code file} to {@code sink}. A bad line is told to {@code bad} as {@code FILE:LINE: what} and
     * left out.
     *
     * @return rows given
     * @throws Fault if more than one line in a hundred is bad, naming the first
     */
    public static int read(Path file, Consumer<Row> sink, Consumer<String> bad) throws IOException {
        Counts counts = new Counts(file, sink, bad);
        each(file, counts);
        if (counts.wrong > 0 && counts.wrong > MAX_BAD_SHARE * (counts.good + counts.wrong)) {
            throw new Fault(
                    "bad_rows",
                    counts.wrong + " of " + (counts.good + counts.wrong)
                            + " lines are no training rows, more than one in a hundred; the first: " + counts.what,
                    new Where(String.valueOf(file), counts.line, Math.max(1, counts.column)),
                    "brewprint validate names all of them");
        }
        return counts.good;
    }

    private static final class Counts implements Sink {
        private final Path file;
        private final Consumer<Row> sink;
        private final Consumer<String> told;
        private int good;
        private int wrong;
        private int line;
        private int column;
        private String what = "";

        Counts(Path file, Consumer<Row> sink, Consumer<String> told) {
            this.file = file;
            this.sink = sink;
            this.told = told;
        }

        @Override
        public void row(int number, Row row, ObjectNode json, String text) {
            sink.accept(row);
            good++;
        }

        @Override
        public void bad(int number, int at, String why, String text) {
            if (wrong++ == 0) {
                line = number;
                column = at;
                what = why;
            }
            told.accept(file.getFileName() + ":" + number + ": " + why);
        }
    }

    /** All rows of a small file. */
    public static List<Row> readAll(Path file, Consumer<String> bad) throws IOException {
        List<Row> rows = new ArrayList<>();
        read(file, rows::add, bad);
        return rows;
    }

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException saying what is wrong, where it is no row
     */
    public static Row parse(String line) {
        try {
            return row(object(Json.WHOLE.readTree(line)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(Json.fault(e), e);
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
