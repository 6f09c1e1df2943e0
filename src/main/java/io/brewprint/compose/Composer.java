package io.brewprint.compose;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Blueprints and requests for them, without end: each is made of its seed and number alone, so that any of them can be
 * had again without those before it.
 */
public final class Composer {
    /** Changes when the same seed would give other rows. */
    public static final String VERSION = "4";

    /** Unreal's own name for a Blueprint that nobody has named. */
    public static final String UNNAMED = Plan.UNNAMED;

    private static final Map<String, String> FAMILIES = Recipes.ALL.familyByType();

    private final WordBook book;
    private final Recipes recipes;
    private final Recipes common;
    private final Recipes second;
    private final long seed;
    private final int most;

    private Composer(Recipes recipes, long seed, int most, WordBook book) {
        this.book = book;
        this.recipes = recipes.weighted();
        common = recipes.everyday().weighted();
        second = recipes.second().weighted();
        this.seed = seed;
        this.most = most;
    }

    private Composer(Composer other, WordBook book) {
        this.book = book;
        recipes = other.recipes;
        common = other.common;
        second = other.second;
        seed = other.seed;
        most = other.most;
    }

    /**
     * A request and its answer.
     *
     * @param request as a person would write it
     * @param document what is asked for
     */
    public record Composed(String request, Document document) {
        /** The answer's text. */
        public String answer() {
            return Dsl.print(document);
        }
    }

    /**
     * A composer.
     *
     * @param seed of all that it makes
     * @param most about how many things a Blueprint does at most, 1 and more
     * @param family which families of nodes it uses
     */
    public static Composer of(long seed, int most, Predicate<String> family) {
        return new Composer(Recipes.ALL.of(family), seed, most, WordBook.TAUGHT);
    }

    /** The families of the nodes that a document has; node types that no recipe makes belong to none. */
    public static Set<String> families(Document document) {
        Set<String> found = new TreeSet<>();
        for (Graph graph : document.graphs()) {
            for (Node node : graph.nodes()) {
                String family = FAMILIES.get(key(node));
                if (family != null) {
                    found.add(family);
                }
            }
        }
        return found;
    }

    /** What a recipe of such a node is known by. */
    private static String key(Node node) {
        String function = node.attribute("@Function").orElse("");
        if (node.attribute("@Event").isPresent()) {
            return Recipe.ANSWER;
        }
        if (node.attribute("@Class").orElse("").equals(Recipe.MESSAGE)) {
            return Recipe.MESSAGE;
        }
        return function.indexOf(':') < 0 ? kind(node.type()) : function.substring(function.lastIndexOf(':') + 1);
    }

    /** A node type as it is counted: casts to whatever class are one. */
    public static String kind(String type) {
        return type.startsWith("CastTo") ? Closest.CAST : type;
    }

    /** The same Blueprints with names, texts and numbers that no other composer makes. */
    public Composer unseen() {
        return new Composer(this, WordBook.UNSEEN);
    }

    /**
     * A request that a document answers, in the words in which composed ones are asked for.
     *
     * @param seed of its wording: other seeds say it in other ways
     * @return empty for several graphs, ways that join again, and nodes that nothing leads to
     */
    public static Optional<String> tell(Document document, NodeCatalog catalog, long seed) {
        Random random = new Random(seed);
        return PlanReader.read(document, catalog).map(plan -> Telling.of(plan, Style.draw(random), random));
    }

    /** Names of the families of nodes. */
    public static Set<String> families() {
        return Recipes.ALL.families();
    }

    /**
     * A Blueprint of what the other pen knows, in its words.
     *
     * @param most about how many things it does at most
     */
    public Composed second(long number, int most) {
        Random random = random(~number);
        Namer names = new Namer(new Random(random.nextLong()), true, book);
        Plan plan = new Planner(second, true, names, random).plan(1 + random.nextInt(most));
        return new Composed(Retelling.of(plan, random), PlanGraph.of(plan));
    }

    /**
     * A row that may be taught: {@link #row}, or where exams keep that one another in its place.
     *
     * @param most about how many things it does at most
     */
    public Composed taught(long number, int most) {
        long at = number;
        Composed row = row(at, most);
        while (Held.isHeld(row.document())) {
            at += Held.AWAY;
            row = row(at, most);
        }
        return row;
    }

    /** The row of a number, from 0 on. */
    public Composed row(long number) {
        return row(number, most);
    }

    /** The same with another size: about how many things it does at most. */
    public Composed row(long number, int most) {
        Random random = random(number);
        // Small ones are asked for more often than large ones.
        int steps = 1 + (int) (most * Math.pow(random.nextDouble(), 2.2));
        boolean everyday = random.nextBoolean();
        Namer names = new Namer(new Random(random.nextLong()), everyday, book);
        Plan plan = new Planner(everyday ? common : recipes, everyday, names, random).plan(steps);
        String request = Telling.of(plan, Style.draw(random), random);
        return new Composed(request, PlanGraph.of(plan));
    }

    private Random random(long number) {
        Random random = new Random(seed * 0x9e3779b97f4a7c15L + number * 0xbf58476d1ce4e5b9L);
        random.nextInt();
        return random;
    }
}
