package io.brewprint.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One key of the configuration as {@link PipelineConfig} declares it: what the reader checks, what messages, the JSON
 * schema, the page and the options of the command line say of it.
 *
 * @param section the section that it stands in
 * @param key its name there
 * @param fallback what holds where the file says nothing
 * @param range what it may be
 * @param meaning one sentence
 */
public record Setting(String section, String key, Object fallback, Range range, String meaning) {
    /** What a value may be. */
    public sealed interface Range {
        /** In words that follow "must be". */
        String words();
    }

    /** A whole number, both ends included. */
    public record Whole(long from, long to) implements Range {
        @Override
        public String words() {
            return "a whole number from " + from + " to " + to;
        }
    }

    /** A number, both ends included. */
    public record Real(double from, double to) implements Range {
        @Override
        public String words() {
            return "a number from " + from + " to " + to;
        }
    }

    /** True or false. */
    public record Flag() implements Range {
        @Override
        public String words() {
            return "true or false";
        }
    }

    /** A text in which the pattern is found. */
    public record Text(Pattern pattern, String words) implements Range {
        /** Any text that is not empty. */
        public static final Text ANY = new Text(Pattern.compile("\\S"), "a text that is not empty");
    }

    /** One of a few words. */
    public record OneOf(List<String> choices) implements Range {
        @Override
        public String words() {
            return "one of " + String.join(", ", choices);
        }
    }

    /** A list of different words, one at least. */
    public record SomeOf(List<String> choices) implements Range {
        @Override
        public String words() {
            return "a list of different names out of " + String.join(", ", choices);
        }
    }

    /** As messages call it: {@code section.key}. */
    public String path() {
        return section + "." + key;
    }
}
