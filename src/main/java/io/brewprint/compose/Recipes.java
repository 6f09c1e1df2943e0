package io.brewprint.compose;

import io.brewprint.blueprint.Tables;
import io.brewprint.compose.Recipe.Block;
import io.brewprint.compose.Recipe.Gift;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All recipes, by what they are.
 *
 * @param events what starts things
 * @param steps what is done
 * @param flows what decides which way things go
 * @param values what is worked out
 */
record Recipes(List<Recipe> events, List<Recipe> steps, List<Recipe> flows, List<Recipe> values) {
    /** The program's own. */
    static final Recipes ALL = new Recipes(
            rows("events.tsv", 7, Recipes::event),
            rows("steps.tsv", 4, row -> recipe(row, "", row.get(2), "", "", "", row.get(3))),
            rows("flows.tsv", 7, row -> recipe(row, "", row.get(2), row.get(3), row.get(4), row.get(5), row.get(6))),
            rows("values.tsv", 5, row -> recipe(row, "", row.get(3), "", "", row.get(2) + ":", row.get(4))));

    private static final Map<String, Integer> WEIGHTS = Tables.rows(Recipes.class, "families.tsv", 2).stream()
            .collect(Collectors.toMap(List::getFirst, row -> Integer.parseInt(row.get(1))));

    private static final Map<String, Integer> EVERYDAY = Tables.rows(Recipes.class, "everyday.tsv", 2).stream()
            .collect(Collectors.toMap(List::getFirst, row -> Integer.parseInt(row.get(1))));

    private static final List<List<String>> SECOND = Tables.rows(Recipes.class, "second.tsv", 4);

    private interface Reader {
        Recipe read(List<String> row);
    }

    private static List<Recipe> rows(String table, int cells, Reader reader) {
        return Tables.rows(Recipes.class, table, cells).stream()
                .map(row -> {
                    try {
                        return reader.read(row);
                    } catch (RuntimeException e) {
                        throw new IllegalStateException(table + ", " + row.get(1) + ": " + e.getMessage(), e);
                    }
                })
                .toList();
    }

    private static Recipe event(List<String> row) {
        return recipe(row, row.get(2), row.get(4), row.get(3), "", row.get(5), row.get(6));
    }

    private static Recipe recipe(
            List<String> row,
            String parent,
            String inputs,
            String blocks,
            String goesOn,
            String gives,
            String wording) {
        return new Recipe(
                row.get(0),
                row.get(1),
                parent,
                Input.parse(inputs),
                split(blocks, ";")
                        .map(block -> new Block(block.replace("?", ""), block.endsWith("?")))
                        .toList(),
                goesOn,
                split(gives, ";").map(Recipes::gift).toList(),
                Wording.parse(wording));
    }

    private static Gift gift(String text) {
        String[] parts = text.split(":", 3);
        return new Gift(
                parts[0],
                parts[1],
                split(parts.length < 3 ? "" : parts[2], "\\|").toList());
    }

    private static Stream<String> split(String text, String by) {
        return Arrays.stream(text.split(by)).map(String::strip).filter(part -> !part.isEmpty());
    }

    /** Those of some families only. */
    Recipes of(Predicate<String> family) {
        return new Recipes(kept(events, family), kept(steps, family), kept(flows, family), kept(values, family));
    }

    /** Those that the other pen knows, told by it. */
    Recipes second() {
        return new Recipes(second(events), second(steps), second(flows), second(values));
    }

    private static List<Recipe> second(List<Recipe> recipes) {
        return recipes.stream()
                .flatMap(recipe -> SECOND.stream()
                        .filter(row -> !row.getFirst().equals("gift")
                                && row.get(1).equals(recipe.type())
                                && Input.parse(row.get(2)).equals(recipe.inputs()))
                        .map(row -> recipe.told(Wording.parse(row.get(3))))
                        .limit(1))
                .toList();
    }

    /** How the other pen calls what an output gives; empty where it does not know it. */
    static List<String> secondNouns(String pin) {
        return SECOND.stream()
                .filter(row -> row.getFirst().equals("gift") && row.get(1).equals(pin))
                .flatMap(row -> split(row.get(3), "\\|"))
                .toList();
    }

    /** Those of which most Blueprints are made, the commonest several times. */
    Recipes everyday() {
        return new Recipes(everyday(events), everyday(steps), everyday(flows), everyday(values));
    }

    private static List<Recipe> everyday(List<Recipe> recipes) {
        return recipes.stream()
                .flatMap(recipe -> Collections.nCopies(EVERYDAY.getOrDefault(recipe.key(), 0), recipe).stream())
                .toList();
    }

    private static List<Recipe> kept(List<Recipe> recipes, Predicate<String> family) {
        return recipes.stream().filter(recipe -> family.test(recipe.family())).toList();
    }

    /** The same, each as often in its list as its family is used. */
    Recipes weighted() {
        return new Recipes(weighted(events), weighted(steps), weighted(flows), weighted(values));
    }

    private static List<Recipe> weighted(List<Recipe> recipes) {
        return recipes.stream()
                .flatMap(recipe -> Collections.nCopies(WEIGHTS.getOrDefault(recipe.family(), 1), recipe).stream())
                .toList();
    }

    /** Names of all families. */
    Set<String> families() {
        Set<String> names = new TreeSet<>();
        all().forEach(recipe -> names.add(recipe.family()));
        return names;
    }

    /** The family of each node type, or called function; of those in several, one of them. */
    Map<String, String> familyByType() {
        Map<String, String> families = new HashMap<>();
        all().forEach(recipe -> {
            families.put(recipe.key().equals(recipe.type()) ? recipe.first() : recipe.key(), recipe.family());
            if (!recipe.second().isEmpty()) {
                families.put(recipe.second(), recipe.family());
            }
        });
        return families;
    }

    /** All of them. */
    Stream<Recipe> all() {
        return Stream.of(events, steps, flows, values).flatMap(List::stream);
    }
}
