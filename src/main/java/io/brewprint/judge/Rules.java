package io.brewprint.judge;

import io.brewprint.judge.Rule.How;
import io.brewprint.judge.Rule.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Unreal's rules for what may differ, read from a table that gives each its reason. */
final class Rules {
    private static final String RESOURCE = "rules.tsv";
    private static final Rules STANDARD = read();

    private final List<Rule> rows;

    Rules(List<Rule> rows) {
        this.rows = List.copyOf(rows);
    }

    static Rules standard() {
        return STANDARD;
    }

    List<Rule> rows() {
        return rows;
    }

    /** Whether nodes of this class are followed through as mere wires. */
    boolean isWire(String className) {
        return rows.stream().anyMatch(row -> row.kind() == Kind.WIRE && Rule.matches(row.subject(), className));
    }

    /** Whether a property names its node. */
    boolean isName(String className, String property) {
        return rows.stream().anyMatch(row -> row.kind() == Kind.NAME && row.isFor(className, property));
    }

    boolean mayBeLost(String className, String property) {
        return is(Kind.PROPERTY, className, property, How.ANY) || is(Kind.PROPERTY, className, property, How.LOST);
    }

    boolean mayBeAdded(String className, String property) {
        return is(Kind.PROPERTY, className, property, How.ANY) || is(Kind.PROPERTY, className, property, How.ADDED);
    }

    boolean mayDiffer(String className, String property) {
        return is(Kind.PROPERTY, className, property, How.ANY) || isUnique(className, property);
    }

    boolean isUnique(String className, String property) {
        return is(Kind.PROPERTY, className, property, How.UNIQUE);
    }

    /** Whether Unreal makes a node's pins anew, so that one without value and wire need not be written. */
    boolean makesPins(String className) {
        return is(Kind.PIN, className, "", How.LOST);
    }

    /** Whether a value of this sort is Unreal's own. */
    boolean isOwnValue(String sort) {
        return is(Kind.VALUE, "*", sort, How.ANY);
    }

    /** Whether a reference by one class may be written with another. */
    boolean isReference(String original, String found) {
        return original.isEmpty()
                || found.isEmpty()
                || original.equalsIgnoreCase(found)
                || is(Kind.REFERENCE, original, found, How.ANY);
    }

    boolean isKeyMadeByUnreal(String namespace, String key) {
        return is(Kind.KEY, namespace, key, How.ANY);
    }

    /** The name by which a property is compared: its later one, where it has one. */
    String property(String property) {
        return rows.stream()
                .filter(row -> row.kind() == Kind.ALIAS && Rule.matches(row.subject(), property))
                .map(Rule::name)
                .findFirst()
                .orElse(property);
    }

    /** Whether two types, each category and sub-category, are one to Unreal. */
    boolean isOneType(String original, String found) {
        return is(Kind.TYPE, original, found, How.ANY) || is(Kind.TYPE, found, original, How.ANY);
    }

    private boolean is(Kind kind, String subject, String name, How how) {
        return rows.stream().anyMatch(row -> row.kind() == kind && row.how() == how && row.isFor(subject, name));
    }

    private static Rules read() {
        var rows = new ArrayList<Rule>();
        try (InputStream in = Objects.requireNonNull(Rules.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] cells = line.strip().split("\t");
                    rows.add(new Rule(
                            Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                            cells[1].toLowerCase(Locale.ROOT),
                            cells[2].toLowerCase(Locale.ROOT),
                            How.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                            cells[4]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        return new Rules(rows);
    }
}
