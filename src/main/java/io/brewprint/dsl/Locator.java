package io.brewprint.dsl;

import java.util.ArrayList;
import java.util.List;

/** Finds columns within a line that nobody noted while it was read: problems are rare, columns of pins are not. */
final class Locator {
    private final String text;
    private final List<Integer> starts = new ArrayList<>();

    Locator(String text) {
        this.text = text;
    }

    /** The column of a node's or comment's n-th attribute; 0 when the line is not what it should be. */
    int attribute(int line, int index) {
        return find(line, cursor -> {
            cursor.word();
            cursor.name("");
            if (cursor.take(":")) {
                cursor.name("");
            }
            cursor.expect("[");
            for (int i = 0; i < index; i++) {
                cursor.key();
                cursor.expect("=");
                cursor.value();
                cursor.expect(",");
            }
            cursor.skipBlanks();
            return cursor.column();
        });
    }

    /** The column of the pin's name at one end of an edge; 0 when the line is not what it should be. */
    int pin(int line, boolean to) {
        return find(line, cursor -> {
            cursor.word();
            for (int end = 0; ; end++) {
                cursor.name("");
                cursor.expect(".");
                cursor.skipBlanks();
                int column = cursor.column();
                if (end == (to ? 1 : 0)) {
                    return column;
                }
                cursor.name("");
                cursor.expect("->");
            }
        });
    }

    /** The column of a wire's type in brackets. */
    int wireType(int line) {
        return find(line, cursor -> {
            int bracket = cursor.line().lastIndexOf('[');
            return bracket + 2;
        });
    }

    private interface Search {
        int in(Cursor cursor);
    }

    private int find(int line, Search search) {
        try {
            return search.in(new Cursor(line(line), 0));
        } catch (Cursor.Fault fault) {
            return 0;
        }
    }

    private String line(int number) {
        if (starts.isEmpty()) {
            index();
        }
        if (number < 1 || number > starts.size()) {
            return "";
        }
        int start = starts.get(number - 1);
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(start, end);
    }

    private void index() {
        int start = text.startsWith("\ufeff") ? 1 : 0;
        starts.add(start);
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (c == '\n' || c == '\r') {
                starts.add(i + 1);
            }
        }
    }
}
