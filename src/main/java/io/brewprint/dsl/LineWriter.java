package io.brewprint.dsl;

import io.brewprint.dsl.Grammar.Group;
import io.brewprint.dsl.Grammar.Mark;
import io.brewprint.dsl.Grammar.Rule;
import io.brewprint.dsl.Grammar.Slot;
import io.brewprint.dsl.Grammar.Step;
import java.util.ArrayList;
import java.util.List;

/** Writes one line by its rule: the rule says where marks and blanks stand, each token's kind how it is spelled. */
final class LineWriter {
    private record Token(String slot, String text) {}

    private final StringBuilder out;
    private final Rule rule;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    LineWriter(StringBuilder out, String rule) {
        this.out = out;
        this.rule = Grammar.standard().rule(rule);
    }

    LineWriter token(String slot, String text) {
        tokens.add(new Token(slot, text));
        return this;
    }

    /** The line with its line break. */
    void end() {
        steps(rule.steps());
        out.append('\n');
    }

    private void steps(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Mark mark -> out.append(mark.written());
                case Slot slot -> out.append(spelled(slot, tokens.get(at++).text()));
                case Group group -> {
                    // A part that may be left out is written when the next token is its first.
                    while (at < tokens.size() && tokens.get(at).slot().equals(first(group))) {
                        steps(group.steps());
                        if (!group.repeated()) {
                            break;
                        }
                    }
                }
            }
        }
    }

    private static String first(Group group) {
        for (Step step : group.steps()) {
            if (step instanceof Slot slot) {
                return slot.name();
            }
            if (step instanceof Group inner) {
                return first(inner);
            }
        }
        return "";
    }

    private static String spelled(Slot slot, String text) {
        return switch (slot.kind()) {
            case NAME -> Spelling.name(text);
            case KEY -> Spelling.key(text);
            case TYPE -> Spelling.type(text);
            case QUOTED -> Spelling.quote(text);
            case VALUE, REST, TITLE, LITERAL -> Spelling.value(text);
        };
    }
}
