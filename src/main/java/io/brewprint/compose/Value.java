package io.brewprint.compose;

import java.util.List;
import java.util.Map;

/** What an input gets. */
sealed interface Value {
    /** Its DSL type. */
    String type();

    /**
     * One that is written down.
     *
     * @param dsl as documents write it, without quotes
     * @param english as people write it; the first is the plainest
     */
    record Literal(String type, String dsl, List<String> english) implements Value {}

    /** A variable. */
    record Stored(Declared variable) implements Value {
        @Override
        public String type() {
            return variable.type();
        }
    }

    /** An output of something that came before. */
    record Given(Act from, String pin, String type, List<String> nouns) implements Value {}

    /** A custom event, by its delegate. */
    record Delegated(Act event, String name) implements Value {
        @Override
        public String type() {
            return "Delegate";
        }
    }

    /** Something that is worked out where it is needed. */
    record Computed(Recipe recipe, String pin, String type, Map<String, Value> inputs) implements Value {}

    /** The Blueprint itself. */
    record Itself(String type) implements Value {}

    /**
     * A variable of the Blueprint.
     *
     * @param initial its default as documents write it, without quotes; empty for none
     * @param said the same as people write it
     */
    record Declared(String name, String type, String initial, String said) {}
}
