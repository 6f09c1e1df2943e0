package io.brewprint.compose;

import io.brewprint.blueprint.TypeRules;
import io.brewprint.compose.OwnFunction.Parameter;
import io.brewprint.compose.Recipe.Block;
import io.brewprint.compose.Recipe.Gift;
import io.brewprint.compose.Value.Given;
import io.brewprint.compose.Value.Literal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Makes up one Blueprint: its events, what follows them, and the values of it all. */
final class Planner {
    private static final List<String> PARENTS = List.of(
            "Actor",
            "Actor",
            "Actor",
            "Actor",
            "Actor",
            "Actor",
            "Pawn",
            "Character",
            "Character",
            "UserWidget",
            "PlayerController",
            "AIController",
            "GameModeBase");
    private static final List<String> CASTS = List.of("Character", "Pawn");
    private static final Set<String> LEADING = Set.of("DoOnce", "DoN");

    /** Types of which what a call writes down tells the type. */
    private static final List<String> PASSED = List.of("Int", "Int", "Float", "Float", "Bool", "String");

    private static final int MOST_FUNCTIONS = 2;
    private static final int MOST_TRIES = 24;
    private static final int MOST_STARTS = 6;
    private static final int DEEPEST = 3;

    private final Recipes recipes;
    private final Random random;
    private final Namer names;
    private final Values values;
    private final String parent;
    private final List<Act> starts = new ArrayList<>();
    private final Set<String> started = new HashSet<>();
    private final List<OwnFunction> functions = new ArrayList<>();

    /**
     * Over some recipes; for one Blueprint.
     *
     * @param everyday whether values are plain ones
     */
    Planner(Recipes recipes, boolean everyday, Namer names, Random random) {
        this.recipes = recipes;
        this.random = random;
        this.names = names;
        parent = everyday && random.nextInt(3) > 0 ? "Actor" : Draw.one(random, PARENTS);
        values = new Values(recipes, everyday, random, names, parent, this::event);
    }

    /**
     * A plan.
     *
     * @param steps about how many things it does, 1 and more
     */
    Plan plan(int steps) {
        boolean named = random.nextInt(4) > 0;
        String name = named ? names.blueprint(parent) : Plan.UNNAMED;
        int events = steps < 4 ? 1 : 1 + random.nextInt(Math.min(MOST_STARTS, 1 + steps / 4));
        for (int i = 0; i < events; i++) {
            start(Math.max(1, steps / events));
        }
        // Timers and calls have asked for events, whose blocks may ask for more.
        for (OwnFunction function : functions) {
            body(function);
        }
        for (int i = 0; i < starts.size(); i++) {
            Act start = starts.get(i);
            List<Act> block = start.blocks.values().iterator().next();
            if (block.isEmpty()) {
                fill(block, given(start, ""), 1 + random.nextInt(2), DEEPEST - 1);
            }
        }
        return Plan.of(name, named, parent, starts, functions);
    }

    private void start(int steps) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Recipe recipe = Draw.one(random, recipes.events());
            boolean custom = recipe.type().equals("Event_Custom");
            boolean fits = recipe.parent().isEmpty() || Values.isA(parent, recipe.parent());
            if (fits) {
                Act act = custom
                        ? custom(names.plain())
                        : recipe.type().equals(Recipe.ANSWER)
                                ? answer(recipe)
                                : values.filled(new Act(recipe, ""), List.of());
                if (act != null && started.add(key(act))) {
                    List<Act> block = new ArrayList<>();
                    act.blocks.put(recipe.blocks().getFirst().pin(), block);
                    starts.add(act);
                    fill(block, given(act, ""), steps, 0);
                    return;
                }
            }
        }
        if (starts.isEmpty()) {
            event(names.plain());
        }
    }

    /** The event by which the Blueprint answers to an interface: it is called as the interface's function is. */
    private Act answer(Recipe recipe) {
        Literal message = values.message();
        Act act = new Act(recipe, message.dsl().substring(message.dsl().indexOf(':') + 1));
        act.inputs.put("@Event", message);
        return act;
    }

    /** Unreal compiles no second node of the same event, or of the same key. */
    private static String key(Act event) {
        return event.type()
                + event.inputs.values().stream()
                        .map(value -> value instanceof Literal literal ? literal.dsl() : "")
                        .toList();
    }

    /** A custom event that something calls: it is made where it is not there yet. */
    private Act event(String name) {
        for (Act start : starts) {
            if (start.inputs.get("EventName") instanceof Literal literal
                    && literal.dsl().equals(name)) {
                return start;
            }
        }
        Act act = custom(name);
        act.blocks.put("Then", new ArrayList<>());
        starts.add(act);
        return act;
    }

    private Act custom(String name) {
        Recipe recipe = Stream.concat(recipes.events().stream(), Recipes.ALL.events().stream())
                .filter(event -> event.type().equals("Event_Custom"))
                .findFirst()
                .orElseThrow();
        Act act = new Act(recipe, "");
        act.inputs.put("EventName", new Literal("Name", name, List.of(name)));
        values.called(name);
        return act;
    }

    /** Puts things to do into a block. */
    private void fill(List<Act> block, List<Given> reach, int steps, int depth) {
        List<Given> seen = new ArrayList<>(reach);
        int left = steps;
        while (left > 0) {
            boolean flow = depth < DEEPEST && left > 1 && random.nextInt(3) == 0;
            Act act = flow ? flow(seen, left, depth) : step(seen, left == 1);
            block.add(act);
            left -= 1 + inside(act);
            if (act.isFlow() && act.recipe.goesOn().isEmpty()) {
                return;
            }
            if (!act.isFlow()) {
                seen.addAll(given(act, ""));
            }
        }
    }

    private static int inside(Act act) {
        return act.blocks.values().stream()
                .flatMap(List::stream)
                .mapToInt(each -> 1 + inside(each))
                .sum();
    }

    private Act step(List<Given> reach, boolean last) {
        while (true) {
            Recipe recipe = Draw.one(random, recipes.steps());
            if (!(last && LEADING.contains(recipe.type()))) {
                Recipe whole = recipe.callsOwn() ? function().call(recipe) : recipe;
                Act act = values.filled(new Act(whole, ""), reach);
                if (act != null) {
                    return act;
                }
            }
        }
    }

    /** A function of the Blueprint's own: one that is there, or a new one. */
    private OwnFunction function() {
        if (!functions.isEmpty() && (functions.size() == MOST_FUNCTIONS || random.nextInt(3) > 0)) {
            return functions.getLast();
        }
        List<Parameter> takes = new ArrayList<>();
        for (int i = random.nextInt(5) / 2; i >= 0 && takes.size() < 2; i--) {
            if (i > 0 || random.nextInt(3) > 0) {
                takes.add(new Parameter(names.parameter(), Draw.one(random, PASSED)));
            }
        }
        List<Parameter> gives =
                random.nextInt(2) > 0 ? List.of() : List.of(new Parameter(names.parameter(), Draw.one(random, PASSED)));
        OwnFunction function = OwnFunction.of(names.plain(), takes, gives);
        functions.add(function);
        return function;
    }

    /** What a function does: it waits for nothing and has no events of its own. */
    private void body(OwnFunction function) {
        List<Given> reach = new ArrayList<>(given(function.entry(), ""));
        List<Act> block = function.entry().blocks.values().iterator().next();
        List<Recipe> able =
                recipes.steps().stream().filter(Recipe::isInFunctions).toList();
        int left = able.isEmpty() ? 0 : random.nextInt(3) + (function.gives().isEmpty() ? 1 : 0);
        for (int i = 0; i < MOST_TRIES && block.size() < left; i++) {
            Act act = values.filled(new Act(Draw.one(random, able), ""), reach);
            if (act != null) {
                block.add(act);
                reach.addAll(given(act, ""));
            }
        }
        if (!function.gives().isEmpty()) {
            Act result = values.filled(function.result(), reach);
            if (result == null) {
                throw new IllegalStateException("no value for what " + function.name() + " returns");
            }
            OwnFunction.declare(result, function.gives());
            block.add(result);
        }
    }

    private Act flow(List<Given> reach, int steps, int depth) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Recipe recipe = Draw.one(random, recipes.flows());
            String target = recipe.type().endsWith("*") ? target() : "";
            Act act = values.filled(new Act(recipe, target), reach);
            if (act != null && !isHopeless(act)) {
                List<Block> blocks = recipe.blocks().stream()
                        .filter(block -> !block.optional() || random.nextBoolean())
                        .toList();
                int each = Math.max(
                        1,
                        (steps - 1)
                                / Math.max(1, blocks.size() + (recipe.goesOn().isEmpty() ? 0 : 1)));
                for (Block block : blocks) {
                    List<Act> inner = new ArrayList<>();
                    act.blocks.put(block.pin(), inner);
                    List<Given> seen = new ArrayList<>(reach);
                    seen.addAll(given(act, block.pin()));
                    fill(inner, seen, 1 + random.nextInt(each), depth + 1);
                }
                return act;
            }
        }
        return step(reach, true);
    }

    /** A cast that cannot succeed is an error. */
    private boolean isHopeless(Act act) {
        Value object = act.inputs.get("Object");
        return !act.target.isEmpty()
                && object != null
                && TypeRules.isClass(act.target)
                && !Values.isA(object.type(), act.target)
                && !Values.isA(act.target, object.type());
    }

    private String target() {
        return random.nextInt(3) == 0 ? Draw.one(random, CASTS) : names.prefixed("BP_");
    }

    /** What an act gives to what comes after it, or into one of its blocks. */
    private static List<Given> given(Act act, String block) {
        boolean failed = block.equals("CastFailed") || block.equals("IsNotValid");
        List<Given> given = new ArrayList<>();
        for (Gift gift : failed ? List.<Gift>of() : act.recipe.gives()) {
            String type = gift.type();
            Value map = act.inputs.get("TargetMap");
            String listed = map == null ? null : Containers.array(type, map.type());
            if (listed != null) {
                type = listed;
            } else if (type.startsWith("@")) {
                Value array = act.inputs.get(type.substring(1));
                type = array == null ? "Actor" : Values.element(array.type());
            }
            given.add(new Given(
                    act,
                    gift.pin().replace("*", act.target),
                    type.replace("*", act.target),
                    gift.nouns().stream()
                            .map(noun -> noun.replace("*", act.target))
                            .toList()));
        }
        return given;
    }
}
