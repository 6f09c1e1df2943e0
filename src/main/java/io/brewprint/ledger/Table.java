package io.brewprint.ledger;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements that write a record to a table: each component is a column and a parameter, {@code runId} being
 * {@code run_id} and {@code :runId}, so that a new column is a new component and no more.
 */
final class Table {
    private final String name;
    private final List<String> columns;

    /** A table of such records; {@code beside} are columns that no component stands for, bound by their own name. */
    Table(String name, Class<? extends Record> row, String... beside) {
        this.name = name;
        columns = Stream.concat(
                        Arrays.stream(row.getRecordComponents()).map(RecordComponent::getName), Arrays.stream(beside))
                .toList();
    }

    /** Adds a row, which must be new. */
    String insert() {
        return "INSERT INTO " + name + " (" + joined(columns, ", ", Table::column) + ") VALUES ("
                + joined(columns, ", ", each -> ":" + each) + ")";
    }

    /** Adds a row or replaces what the row of the same key holds. */
    String put(String... key) {
        return insert() + " ON CONFLICT (" + joined(List.of(key), ", ", Table::column) + ") DO UPDATE SET "
                + joined(without(key), ", ", each -> column(each) + " = excluded." + column(each));
    }

    /** Changes the row of the same key. */
    String update(String... key) {
        return "UPDATE " + name + " SET " + joined(without(key), ", ", Table::equal) + " WHERE "
                + joined(List.of(key), " AND ", Table::equal);
    }

    private List<String> without(String... key) {
        return columns.stream().filter(each -> !List.of(key).contains(each)).toList();
    }

    private static String joined(List<String> names, String between, Function<String, String> form) {
        return names.stream().map(form).collect(Collectors.joining(between));
    }

    private static String equal(String component) {
        return column(component) + " = :" + component;
    }

    private static String column(String component) {
        return component.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
