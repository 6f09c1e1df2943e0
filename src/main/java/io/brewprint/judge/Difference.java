package io.brewprint.judge;

import java.util.Locale;

/**
 * One thing that is not as it was.
 *
 * @param line in the original, from 1; 0 for what only the other text has
 * @param node the node's name in the original, or in the other text where it is only there
 * @param what what differs
 * @param place the property, pin or link; empty for the node itself
 * @param expected what the original says, shortened
 * @param found what the other text says, shortened
 */
public record Difference(int line, String node, What what, String place, String expected, String found) {
    private static final int LONGEST = 160;

    /** What can differ. */
    public enum What {
        NODE_LOST,
        NODE_ADDED,
        GRAPH,
        CLASS,
        PROPERTY_LOST,
        PROPERTY_CHANGED,
        PROPERTY_ADDED,
        NAME_NOT_UNIQUE,
        PIN_LOST,
        PIN_TWICE,
        PIN_TYPE,
        PIN_FLAG,
        VALUE_LOST,
        VALUE_CHANGED,
        VALUE_ADDED,
        SPLIT_PIN,
        LINK_LOST,
        LINK_ADDED;

        /** In words. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Shortens what is shown. */
    public Difference {
        expected = shown(expected);
        found = shown(found);
    }

    /** As people read it. */
    public String text() {
        return "line " + line + ": " + node + ": " + what.text() + (place.isEmpty() ? "" : " " + place)
                + (expected.isEmpty() ? "" : ": " + expected)
                + (found.isEmpty() ? "" : (expected.isEmpty() ? ": " : " became ") + found);
    }

    private static String shown(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
    }
}
