package io.brewprint.compose;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recipes by the node type that they are of, those that ask most of a node first. */
final class Closest {
    /** The type of casts in the tables. */
    static final String CAST = "CastTo*";

    private static final Comparator<Recipe> MOST_ASKING =
            Comparator.comparingInt((Recipe recipe) -> asks(recipe.inputs())).reversed();
    private static final Map<String, List<Recipe>> ACTS =
            byType(Stream.of(Recipes.ALL.events(), Recipes.ALL.steps(), Recipes.ALL.flows())
                    .flatMap(List::stream));
    private static final Map<String, List<Recipe>> VALUES = byType(Recipes.ALL.values().stream());

    private Closest() {}

    private static Map<String, List<Recipe>> byType(Stream<Recipe> recipes) {
        return recipes.sorted(MOST_ASKING).collect(Collectors.groupingBy(Recipe::first));
    }

    /** How much is fixed: by the wording, by other inputs, by what works them out. */
    private static int asks(List<Input> inputs) {
        int asks = 0;
        for (Input input : inputs) {
            asks += switch (input.source()) {
                case Input.Fixed fixed -> 100;
                case Input.SameVariable same -> 100;
                case Input.Made made -> 200 + asks(made.inputs());
                case Input.Taken taken -> taken.kind().open ? 1 : 10;
            };
        }
        return asks;
    }

    /** What may do what a node does. */
    static List<Recipe> of(String type) {
        return ACTS.getOrDefault(Composer.kind(type), List.of());
    }

    /** What may work out what a node works out. */
    static List<Recipe> values(String type) {
        return VALUES.getOrDefault(type, List.of());
    }

    /**
     * What works out a value.
     *
     * @throws IllegalStateException for a type that no recipe is of
     */
    static Recipe value(String type) {
        List<Recipe> all = values(type);
        if (all.isEmpty()) {
            throw new IllegalStateException("values.tsv lacks " + type);
        }
        return all.getFirst();
    }

    /** The class in a cast's type; empty for others. */
    static String target(Recipe recipe, String type) {
        return recipe.type().endsWith("*") ? type.substring(recipe.type().length() - 1) : "";
    }

    /** A recipe for a type that none is of; nothing words it. */
    static Recipe unknown(String type, List<Recipe.Block> blocks) {
        return new Recipe("", type, "", List.of(), blocks, "", List.of(), Wording.parse("{?}"));
    }
}
