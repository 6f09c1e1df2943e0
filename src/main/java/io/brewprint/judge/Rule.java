package io.brewprint.judge;

import java.util.Locale;

/**
 * A row of the table of what may differ.
 *
 * @param kind what it is about
 * @param subject the class that it holds for, or the first of two words; a star stands for any rest
 * @param name the property or field, or the second word; a star stands for any rest
 * @param how what may be
 * @param reason why Unreal makes no difference of it
 */
record Rule(Kind kind, String subject, String name, How how, String reason) {
    /** What a row is about. */
    enum Kind {
        /** A class that stands for a wire and nothing else. */
        WIRE,
        /** A property that names a node: by it nodes are found again. */
        NAME,
        /** A property of a node. */
        PROPERTY,
        /** A pin that has neither value nor wire. */
        PIN,
        /** A value on a pin. */
        VALUE,
        /** Two classes in a reference. */
        REFERENCE,
        /** Namespace and key of a localised text. */
        KEY,
        /** A property that a later Unreal calls by another name. */
        ALIAS,
        /** Category and sub-category of two single values that Unreal's schema takes for one type. */
        TYPE
    }

    /** What may be. */
    enum How {
        /** It may be absent, present or other. */
        ANY,
        /** It may be absent. */
        LOST,
        /** It may be there although it was not. */
        ADDED,
        /** It must be there, with any value that no other node has. */
        UNIQUE
    }

    boolean isFor(String className, String property) {
        return matches(subject, className) && matches(name, property);
    }

    /** Whether a pattern with at most one star, in either case, fits. */
    static boolean matches(String pattern, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(lower)
                : lower.length() >= pattern.length() - 1
                        && lower.startsWith(pattern.substring(0, star))
                        && lower.endsWith(pattern.substring(star + 1));
    }
}
