package io.brewprint.compose;

import java.util.Random;

/** The words ahead of what a Blueprint does: what to make, of what class, under which name. */
final class Opening {
    private final Plan plan;
    private final Register register;
    private final Random random;

    Opening(Plan plan, Register register, Random random) {
        this.plan = plan;
        this.register = register;
        this.random = random;
    }

    /** The beginning of a sentence; empty where none is needed. */
    String text() {
        boolean actor = plan.parent().equals("Actor");
        boolean needed = plan.named() || !actor;
        return switch (register) {
            case PLAIN ->
                !needed && random.nextInt(3) == 0
                        ? ""
                        : pick(
                                        "Create",
                                        "Create",
                                        "Make",
                                        "Build",
                                        "Write",
                                        "Set up",
                                        "Implement",
                                        "Please create",
                                        "I need",
                                        "I want",
                                        "I would like",
                                        "Give me")
                                + thing();
            case CASUAL ->
                !needed && random.nextBoolean()
                        ? ""
                        : pick(
                                        "hey, make me",
                                        "can you make",
                                        "could you write me",
                                        "gimme",
                                        "need",
                                        "pls make",
                                        "make",
                                        "ok so i want",
                                        "could you do",
                                        "i'd like")
                                + thing();
            case TECHNICAL ->
                plan.named()
                        ? pick(
                                "Blueprint " + plan.name() + ", parent " + plan.parent(),
                                plan.name() + " (" + plan.parent() + ")",
                                "Create " + plan.name() + " with parent class " + plan.parent())
                        : needed ? pick("Parent: ", "Parent class ") + plan.parent() : "";
        };
    }

    private String thing() {
        boolean actor = plan.parent().equals("Actor");
        String called = plan.named() ? pick(" called ", " named ", " ", " ") + plan.name() : "";
        if (!actor && random.nextInt(3) == 0) {
            return " a " + blueprint() + called
                    + pick(" based on ", " derived from ", " of class ", " with parent ", " that is a child of ")
                    + plan.parent();
        }
        if (actor && random.nextInt(12) == 0) {
            return " a " + blueprint() + called + " for an actor";
        }
        if (actor && plan.named() && random.nextInt(6) == 0) {
            return " " + plan.name();
        }
        String kind = actor ? pick("", "", " actor", " Actor") : " " + kind();
        boolean vowel = "aeiou".indexOf(Character.toLowerCase(kind.isBlank() ? 'b' : kind.charAt(1))) >= 0;
        return (vowel ? " an" : " a") + kind + " " + blueprint() + called;
    }

    private String blueprint() {
        return pick("Blueprint", "Blueprint", "Blueprint", "blueprint", register == Register.CASUAL ? "bp" : "BP");
    }

    private String kind() {
        return random.nextInt(3) == 0 ? plan.parent() : Nouns.words(plan.parent());
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
