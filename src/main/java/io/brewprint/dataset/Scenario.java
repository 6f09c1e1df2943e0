package io.brewprint.dataset;

import io.brewprint.dsl.Document;
import io.brewprint.dsl.PinRef;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A synthetic Blueprint: an event and what follows it. */
final class Scenario {
    private final Trigger trigger;
    private final String parameter;
    private final List<SyntheticAction> steps;
    private final @Nullable String givenName;

    Scenario(Trigger trigger, String parameter, List<SyntheticAction> steps, @Nullable String givenName) {
        this.trigger = trigger;
        this.parameter = parameter;
        this.steps = List.copyOf(steps);
        this.givenName = givenName;
    }

    /** Kind of the step that shapes the graph most: the last, where splits stand. */
    String category() {
        String kind = steps.getLast().kind();
        int inner = kind.indexOf('[');
        return inner < 0 ? kind : kind.substring(0, inner);
    }

    Document document() {
        GraphDraft graph = new GraphDraft();
        PinRef at = trigger.emit(graph, parameter);
        for (SyntheticAction step : steps) {
            if (at == null) {
                throw new IllegalStateException("a step follows one that ends the chain: " + steps);
            }
            at = step.emit(graph, at);
        }
        return graph.finish(name());
    }

    /** The name asked for, or one that says event and last step: never a name that only a memory could know. */
    private String name() {
        if (givenName != null) {
            return givenName;
        }
        StringBuilder name = new StringBuilder("BP_").append(trigger.word());
        for (String part : category().split("_", -1)) {
            name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return name.toString();
    }

    /** What a person would ask. */
    String instruction(Random random) {
        String opening = givenName == null
                ? SampleValues.pick(
                        random,
                        List.of(
                                "Create a Blueprint that does this: ",
                                "Make a Blueprint: ",
                                "Build an actor: ",
                                "I need a Blueprint: ",
                                ""))
                : SampleValues.pick(
                        random, List.of("Create " + givenName + ": ", "Make a Blueprint called " + givenName + ": "));
        String body = body(random) + ".";
        return opening.isEmpty() ? body.substring(0, 1).toUpperCase(Locale.ROOT) + body.substring(1) : opening + body;
    }

    /** The same request without its wrapping, as it stands in a comment above code. */
    String body(Random random) {
        StringBuilder text = new StringBuilder(trigger.phrase(random, parameter));
        for (int i = 0; i < steps.size(); i++) {
            text.append(i == 0 ? ", " : i == steps.size() - 1 ? ", then " : ", ")
                    .append(steps.get(i).phrase(random));
        }
        return text.toString();
    }
}
