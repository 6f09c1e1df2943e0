package io.brewprint.dataset;

import io.brewprint.dsl.PinRef;
import java.util.List;
import java.util.Random;

/** What starts a chain of steps: an event node and the ways people name it. */
enum Trigger {
    BEGIN_PLAY(
            "Event_BeginPlay",
            "Then",
            "Start",
            "when the game starts",
            "on BeginPlay",
            "at the start of play",
            "when play begins"),
    TICK("Event_Tick", "Then", "Tick", "every frame", "on Tick", "on each tick"),
    OVERLAP(
            "Event_ActorBeginOverlap",
            "Then",
            "Overlap",
            "when an actor overlaps it",
            "on overlap",
            "when something enters it",
            "when overlapped"),
    END_OVERLAP(
            "Event_ActorEndOverlap",
            "Then",
            "Leave",
            "when the overlap ends",
            "on end overlap",
            "when an actor leaves it"),
    DAMAGE("Event_AnyDamage", "Then", "Damage", "when it takes damage", "on any damage", "when damaged"),
    HIT("Event_Hit", "Then", "Hit", "when it hits something", "on hit"),
    END_PLAY("Event_EndPlay", "Then", "End", "when play ends", "on EndPlay"),
    INPUT("Event_InputAction", "Pressed", "Input", "when %s is pressed", "on pressing %s", "on the input action %s"),
    CUSTOM(
            "Event_Custom",
            "Then",
            "Event",
            "on the custom event %s",
            "when the event %s is called",
            "in a custom event %s");

    private final String type;
    private final String pin;
    private final String word;
    private final List<String> phrases;

    Trigger(String type, String pin, String word, String... phrases) {
        this.type = type;
        this.pin = pin;
        this.word = word;
        this.phrases = List.of(phrases);
    }

    /** Word that stands for it in a Blueprint's name. */
    String word() {
        return word;
    }

    /** A value for the input action or event name, or the empty string. */
    String parameter(Random random) {
        return switch (this) {
            case INPUT -> SampleValues.pick(random, SampleValues.ACTIONS);
            case CUSTOM -> SampleValues.pick(random, SampleValues.EVENTS);
            default -> "";
        };
    }

    String phrase(Random random, String parameter) {
        return SampleValues.pick(random, phrases).formatted(parameter);
    }

    PinRef emit(GraphDraft graph, String parameter) {
        String id = switch (this) {
            case INPUT -> graph.node(type, "ActionName", parameter);
            case CUSTOM -> graph.node(type, "EventName", parameter);
            default -> graph.node(type);
        };
        return new PinRef(id, pin);
    }
}
