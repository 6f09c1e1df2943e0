package io.brewprint.dsl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The language's rules as {@code grammar.tsv} states them; whatever reads, writes or explains lines follows it. */
public final class Grammar {
    /** A part of a rule's form. */
    public sealed interface Step {}

    /** Marks such as a keyword or an arrow, with the blanks that the formatter writes around them. */
    public record Mark(String written, String text) implements Step {}

    /** A token. */
    public record Slot(String name, Kind kind) implements Step {}

    /** What may be left out, or be repeated. */
    public record Group(boolean repeated, List<Step> steps) implements Step {}

    /** How a token is written. */
    public enum Kind {
        NAME,
        TYPE,
        KEY,
        VALUE,
        REST,
        TITLE,
        QUOTED,
        LITERAL
    }

    /**
     * Attributes of a node that are no pins.
     *
     * @param names one or more
     * @param meaning what they say
     * @param example one as it is written
     */
    public record NodeAttribute(String names, String meaning, String example) {}

    /** One rule. */
    public record Rule(
            String name,
            int number,
            boolean once,
            boolean opens,
            boolean inside,
            boolean tolerated,
            String form,
            List<Step> steps,
            String meaning,
            String example) {
        /** The mark that a line of this rule begins with. */
        String keyword() {
            return ((Mark) steps.getFirst()).text();
        }
    }

    private static final Grammar STANDARD = new Grammar();

    private final List<Rule> rules = new ArrayList<>();
    private final List<NodeAttribute> attributes = new ArrayList<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, String> kinds = new LinkedHashMap<>();

    private Grammar() {
        for (String[] row : rows()) {
            switch (row[0]) {
                case "rule" ->
                    rules.add(new Rule(
                            row[1],
                            rules.size(),
                            row[2].contains("once"),
                            row[2].contains("opens"),
                            row[2].contains("inside"),
                            row[2].contains("tolerated"),
                            row[3],
                            new Form(row[3]).steps(),
                            row[4],
                            row[5]));
                case "token" -> tokens.put(row[1], row[2]);
                case "kind" -> kinds.put(row[1], row[2]);
                case "attribute" -> attributes.add(new NodeAttribute(row[1], row[2], row[3]));
                default -> throw new IllegalStateException("grammar.tsv has no rows of " + row[0]);
            }
        }
    }

    public static Grammar standard() {
        return STANDARD;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The first rule of that name that is not merely tolerated. */
    Rule rule(String name) {
        return rules.stream()
                .filter(rule -> rule.name().equals(name) && !rule.tolerated())
                .findFirst()
                .orElseThrow();
    }

    /** What messages call a token. */
    String token(String name) {
        return tokens.getOrDefault(name, name);
    }

    /** What nodes say of themselves beside their inputs. */
    public List<NodeAttribute> attributes() {
        return List.copyOf(attributes);
    }

    public Map<String, String> kinds() {
        return kinds;
    }

    private static List<String[]> rows() {
        InputStream stream = Grammar.class.getResourceAsStream("grammar.tsv");
        if (stream == null) {
            throw new IllegalStateException("the program lacks its grammar: build it again");
        }
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a form. */
    private static final class Form {
        private final String text;
        private int at;

        Form(String text) {
            this.text = text;
        }

        List<Step> steps() {
            var steps = new ArrayList<Step>();
            while (at < text.length() && text.charAt(at) != '}') {
                if (text.charAt(at) == '<') {
                    int close = text.indexOf('>', at);
                    String[] parts = text.substring(at + 1, close).split(":");
                    steps.add(new Slot(parts[0], Kind.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT))));
                    at = close + 1;
                } else if (text.charAt(at) == '{') {
                    boolean repeated = text.charAt(at + 1) == '*';
                    at += 2;
                    steps.add(new Group(repeated, steps()));
                    at++;
                } else {
                    int start = at;
                    // The arrow holds the mark that begins a token.
                    while (at < text.length() && "<{}".indexOf(text.charAt(at)) < 0) {
                        at++;
                    }
                    String written = text.substring(start, at);
                    steps.add(new Mark(written, written.strip()));
                }
            }
            return List.copyOf(steps);
        }
    }
}
