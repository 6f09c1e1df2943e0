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
        if (register != Register.TECHNICAL && plan.named() && random.nextInt(4) == 0) {
            return named(actor);
        }
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

    /** The name first, or what it is: nobody is asked to make it. */
    private String named(boolean actor) {
        String kind = actor ? pick("actor", "Actor", "actor Blueprint") : kind();
        String some = article(kind) + kind;
        return switch (random.nextInt(actor ? 8 : 7)) {
            case 0 -> plan.name() + " is" + some;
            case 1 -> pick("The ", "A new ", "New ", "Our ") + kind + " " + plan.name();
            case 2 -> (some + " " + plan.name()).substring(1);
            case 3 ->
                pick("There is", "There should be", "We have", "We want")
                        + some
                        + pick(" called ", " ", ", ")
                        + plan.name();
            case 4 -> plan.name() + pick(", ", " - ", " = ") + some.substring(1);
            case 5 -> pick("This one is", "This is", "It is") + some + pick(" called ", " named ", ": ") + plan.name();
            case 6 -> plan.name() + " (" + kind + ")";
            default -> plan.name();
        };
    }

    private static String article(String noun) {
        return "aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? " an " : " a ";
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
        return article(kind.isBlank() ? "blueprint" : kind.substring(1)).stripTrailing() + kind + " " + blueprint()
                + called;
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
