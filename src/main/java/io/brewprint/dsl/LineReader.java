package io.brewprint.dsl;

import io.brewprint.dsl.Grammar.Group;
import io.brewprint.dsl.Grammar.Mark;
import io.brewprint.dsl.Grammar.Slot;
import io.brewprint.dsl.Grammar.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the rest of a line by its rule, and keeps the tokens with their columns. */
final class LineReader {
    private final Grammar grammar;
    private final Cursor cursor;
    private final List<Slot> slots = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int[] columns = new int[16];

    LineReader(Grammar grammar, Cursor cursor) {
        this.grammar = grammar;
        this.cursor = cursor;
    }

    /** Reads steps from the given one on, to the end of the line; the tokens read before a fault stay. */
    void read(List<Step> steps, int first) {
        clear();
        try {
            steps(steps, first);
            cursor.expectEnd();
        } catch (Cursor.Fault fault) {
            throw Unquoted.told(this, cursor, fault);
        }
    }

    private void clear() {
        slots.clear();
        texts.clear();
    }

    int size() {
        return texts.size();
    }

    String text(int index) {
        return texts.get(index);
    }

    int column(int index) {
        return columns[index];
    }

    boolean is(int index, Grammar.Kind kind) {
        return slots.get(index).kind() == kind;
    }

    private void steps(List<Step> steps, int first) {
        for (int i = first; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Mark mark -> {
                    if (mark.text().isEmpty()) {
                        cursor.expectBlank();
                    } else {
                        cursor.expect(mark.text());
                    }
                }
                case Slot slot -> token(slot);
                case Group group ->
                    group(group, i + 1 < steps.size() && steps.get(i + 1) instanceof Mark mark ? mark.text() : "");
            }
        }
    }

    private void group(Group group, String after) {
        do {
            boolean taken =
                    group.steps().getFirst() instanceof Mark mark ? cursor.next(mark.text()) : !cursor.next(after);
            if (!taken) {
                return;
            }
            steps(group.steps(), 0);
        } while (group.repeated());
    }

    private void token(Slot slot) {
        if (slot.kind() != Grammar.Kind.REST && slot.kind() != Grammar.Kind.TITLE) {
            cursor.skipBlanks();
        }
        int column = cursor.column();
        String text = switch (slot.kind()) {
            case NAME -> cursor.name(grammar.token(slot.name()));
            case TYPE -> cursor.type();
            case KEY -> cursor.key();
            case VALUE -> cursor.value();
            case REST -> cursor.rest();
            case TITLE -> cursor.title();
            case LITERAL -> cursor.literal();
            case QUOTED -> {
                if (!cursor.next("\"")) {
                    throw cursor.fault(
                            column,
                            "expected " + grammar.token(slot.name()) + " and found " + cursor.here(),
                            "write COMMENT \"text\": n1, n2");
                }
                yield cursor.quoted();
            }
        };
        if (texts.size() == columns.length) {
            columns = Arrays.copyOf(columns, columns.length * 2);
        }
        columns[texts.size()] = column;
        slots.add(slot);
        texts.add(text);
    }
}
