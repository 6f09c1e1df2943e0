package io.brewprint.compose;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.compose.Input.Fixed;
import io.brewprint.compose.Input.Made;
import io.brewprint.compose.Input.SameVariable;
import io.brewprint.compose.Input.Taken;
import io.brewprint.compose.Recipe.Gift;
import io.brewprint.compose.Value.Computed;
import io.brewprint.compose.Value.Declared;
import io.brewprint.compose.Value.Delegated;
import io.brewprint.compose.Value.Given;
import io.brewprint.compose.Value.Itself;
import io.brewprint.compose.Value.Literal;
import io.brewprint.compose.Value.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds values for inputs: written down, stored, given by what came before, or worked out. */
final class Values {
    private static final int DEEPEST = 2;
    private static final int MOST_TRIES = 6;
    private static final List<String> PLAIN =
            List.of("Bool", "Bool", "Int", "Int", "Float", "Float", "String", "Vector", "Name");
    private static final List<String> ELEMENTS = List.of("Actor", "Int", "Float", "String", "Vector", "Name");
    private static final List<String> PRINTED = List.of("Int", "Float", "Bool", "Vector", "String", "Name", "Rotator");
    private static final Set<String> FIRST = Set.of("compare", "math", "logic");
    private static final List<String> COMPONENTS = List.of(
            "StaticMeshComponent",
            "BoxComponent",
            "SphereComponent",
            "SkeletalMeshComponent",
            "CapsuleComponent",
            "PointLightComponent",
            "SpotLightComponent",
            "AudioComponent",
            "CameraComponent",
            "ArrowComponent",
            "CharacterMovementComponent",
            "ProjectileMovementComponent",
            "TextBlock",
            "ProgressBar",
            "Image",
            "Button",
            "UserWidget",
            "AIController",
            "PlayerController",
            "Pawn",
            "Character",
            "Actor");

    private final Recipes recipes;
    private final boolean everyday;
    private final Random random;
    private final Namer names;
    private final Said said;
    private final String parent;
    private final Function<String, Act> events;
    private final NodeCatalog catalog = NodeCatalog.standard();
    private final Map<String, Declared> variables = new LinkedHashMap<>();
    private final List<String> called = new ArrayList<>();
    private final List<Literal> messages = new ArrayList<>();
    private final List<String> dispatchers = new ArrayList<>();

    Values(Recipes recipes, boolean everyday, Random random, Namer names, String parent, Function<String, Act> events) {
        this.recipes = recipes;
        this.everyday = everyday;
        this.random = random;
        this.names = names;
        this.parent = parent;
        this.events = events;
        said = new Said(names);
    }

    /** Takes note of a custom event. */
    void called(String name) {
        called.add(name);
    }

    /** True where a class is another, or one of its kind. */
    static boolean isA(String child, String other) {
        return TypeRules.isClass(child) && TypeRules.isClass(other) && TypeRules.isA(child, other);
    }

    /** What a cast to a Blueprint's class gives is an actor, for all that anybody knows. */
    private boolean fits(String given, String type) {
        return isA(given, type) || (given.startsWith("BP_") && type.equals("Actor"));
    }

    /** Type of an array's elements. */
    static String element(String array) {
        String element = TypeRules.element(array);
        return element == null ? "Actor" : element;
    }

    /** Gives an act all its inputs; null where one of them cannot be had. */
    @Nullable
    Act filled(Act act, List<Given> reach) {
        Map<String, Value> found = inputs(act.recipe, act.type(), act.recipe.inputs(), Map.of(), reach, 0);
        if (found == null) {
            return null;
        }
        act.inputs.putAll(found);
        return act;
    }

    private @Nullable Map<String, Value> inputs(
            Recipe recipe, String type, List<Input> inputs, Map<String, Value> outer, List<Given> reach, int depth) {
        Map<String, Value> found = new LinkedHashMap<>();
        for (Input input : inputs) {
            if (input.optional() && random.nextBoolean()) {
                continue;
            }
            Map<String, Value> beside = new LinkedHashMap<>(outer);
            beside.putAll(found);
            Value value = switch (input.source()) {
                case Fixed fixed -> new Literal(Shape.pinType(catalog, type, input.pin()), fixed.value(), List.of());
                case SameVariable same -> beside.get(same.pin());
                case Made made -> made(made, beside, reach, depth);
                case Taken taken -> taken(recipe, type, input.pin(), taken, beside, reach, depth);
            };
            if (value == null) {
                return null;
            }
            found.put(input.pin(), value);
        }
        return found;
    }

    private @Nullable Value made(Made made, Map<String, Value> outer, List<Given> reach, int depth) {
        Recipe recipe = Closest.value(made.type());
        if (made.type().startsWith("GetActor") && !isA(parent, "Actor")) {
            return null;
        }
        return computed(recipe, inputs(recipe, made.type(), made.inputs(), outer, reach, depth));
    }

    private static @Nullable Value computed(Recipe recipe, @Nullable Map<String, Value> inputs) {
        Gift gift = recipe.gives().getFirst();
        return inputs == null ? null : new Computed(recipe, gift.pin(), gift.type(), inputs);
    }

    private @Nullable Value taken(
            Recipe recipe,
            String type,
            String pin,
            Taken taken,
            Map<String, Value> beside,
            List<Given> reach,
            int depth) {
        Kind kind = taken.kind();
        return switch (kind) {
            case EVENT -> event();
            case DELEGATE -> {
                Literal name = event();
                yield new Delegated(events.apply(name.dsl()), name.dsl());
            }
            case DISPATCHER -> dispatcher();
            case MESSAGE -> message();
            case VAR -> new Stored(variable(taken.detail().isEmpty() ? Draw.one(random, PLAIN) : taken.detail(), true));
            case SAME -> typed(Said.usual(stored(beside).type()), stored(beside).type(), reach, depth, false);
            case ARRAY -> array(recipe, reach);
            case ITEM -> held(element(type(beside, "Array")), pin, reach, depth);
            case MAP -> new Stored(map(taken.detail()));
            case SET -> new Stored(set());
            case KEYED -> held(Containers.key(type(beside, "TargetMap")), pin, reach, depth);
            case MAPPED -> held(Containers.value(type(beside, "TargetMap")), pin, reach, depth);
            case MEMBER -> held(Containers.member(type(beside, "TargetSet")), pin, reach, depth);
            case ACTOR -> object("Actor", "", reach, depth);
            case SHOWN -> printed(reach, depth);
            case FRAME -> frame(reach);
            case OBJECT ->
                TypeRules.isClass(taken.detail())
                        ? object(taken.detail(), pin, reach, depth)
                        : typed(null, taken.detail(), reach, depth, false);
            default ->
                kind.open
                        ? typed(kind, kind.type, reach, depth, isAsked(type, pin) || isFirst(recipe, pin))
                        : said.of(kind, taken.detail());
        };
    }

    /** What a container holds, for one of its type. */
    private @Nullable Value held(String type, String pin, List<Given> reach, int depth) {
        return TypeRules.isClass(type)
                ? object(type, pin, reach, depth)
                : typed(Said.usual(type), type, reach, depth, false);
    }

    private static String type(Map<String, Value> beside, String pin) {
        return beside.getOrDefault(pin, new Itself("")).type();
    }

    /** A map to values of a type, empty for any: one that is there, or a new one. */
    private Declared map(String value) {
        List<Declared> there = variables.values().stream()
                .filter(each -> Containers.isMap(each.type())
                        && (value.isEmpty() || Containers.value(each.type()).equals(value)))
                .toList();
        if (!there.isEmpty() && random.nextInt(5) > 0) {
            return Draw.one(random, there);
        }
        String to = value.isEmpty() ? Draw.one(random, Containers.VALUES) : value;
        return variable(Containers.map(Draw.one(random, Containers.KEYS), to), false);
    }

    private Declared set() {
        List<Declared> there = variables.values().stream()
                .filter(each -> Containers.isSet(each.type()))
                .toList();
        return !there.isEmpty() && random.nextInt(5) > 0
                ? Draw.one(random, there)
                : variable(Containers.set(Draw.one(random, Containers.MEMBERS)), false);
    }

    private static Value stored(Map<String, Value> beside) {
        return beside.getOrDefault("VarName", new Itself("String"));
    }

    /** True for conditions: nobody writes down true or false there. */
    private static boolean isAsked(String type, String pin) {
        return pin.equals("Condition")
                || pin.equals("Select")
                || type.startsWith("Boolean")
                || type.endsWith("EqualBool")
                || type.startsWith("BoolTo");
    }

    /** True for what is compared or reckoned with: two numbers that are both written down tell nothing. */
    private boolean isFirst(Recipe recipe, String pin) {
        return pin.equals("A") && FIRST.contains(recipe.family()) && random.nextInt(8) > 0;
    }

    /** How long the frame took: from the event that says it, else from the world. */
    private @Nullable Value frame(List<Given> reach) {
        for (Given given : reach) {
            if (given.pin().endsWith("DeltaSeconds") || given.pin().endsWith("DeltaTime")) {
                return given;
            }
        }
        return computed(Closest.value("GetWorldDeltaSeconds"), Map.of());
    }

    private Literal event() {
        String name = called.isEmpty() || random.nextInt(3) > 0 ? names.plain() : Draw.one(random, called);
        Act event = events.apply(name);
        called.add(name);
        return event.inputs.get("EventName") instanceof Literal literal
                ? literal
                : new Literal("Name", name, List.of(name));
    }

    /** A dispatcher: one that something is bound to or calls already, or a new one. */
    private Literal dispatcher() {
        boolean old = !dispatchers.isEmpty() && random.nextInt(4) > 0;
        String name = old ? Draw.one(random, dispatchers) : names.dispatcher();
        if (!old) {
            dispatchers.add(name);
        }
        return Said.dispatcher(name);
    }

    /** A function of an interface: one that the Blueprint sends or answers already, or a new one. */
    Literal message() {
        if (messages.isEmpty() || random.nextInt(5) < 2) {
            messages.add(Said.message(names.prefixed("BPI_"), names.message()));
            return messages.getLast();
        }
        return Draw.one(random, messages);
    }

    private Value array(Recipe recipe, List<Given> reach) {
        boolean changes = recipe.blocks().isEmpty() && recipe.gives().isEmpty();
        List<Given> arrays = reach.stream()
                .filter(given -> given.type().startsWith("Array<"))
                .toList();
        if (!changes && !arrays.isEmpty() && random.nextInt(4) > 0) {
            return Draw.one(random, arrays);
        }
        return new Stored(variable("Array<" + Draw.one(random, ELEMENTS) + ">", false));
    }

    /** A value of a type; the kind says which are written down, null that none is. */
    private @Nullable Value typed(@Nullable Kind kind, String type, List<Given> reach, int depth, boolean asked) {
        boolean writes = kind != null && kind != Kind.DT && !asked;
        int draw = random.nextInt(100);
        if (kind == Kind.TEXT && draw < 25) {
            return printed(reach, depth);
        }
        int deep = depth >= DEEPEST ? 0 : writes ? (everyday ? 10 : 22) : everyday ? 50 : 70;
        if (draw < deep) {
            Value computed = computed(type, reach, depth);
            if (computed != null) {
                return computed;
            }
        }
        List<Given> given =
                reach.stream().filter(each -> each.type().equals(type)).toList();
        boolean takes = draw < 50 || !writes;
        if (takes && !given.isEmpty() && (kind == Kind.DT || random.nextInt(3) > 0)) {
            return Draw.one(random, given);
        }
        if (kind == Kind.DT || type.equals("Transform")) {
            return computed(type, reach, depth);
        }
        return takes || kind == null ? new Stored(variable(type, false)) : said.of(kind, "");
    }

    private @Nullable Value printed(List<Given> reach, int depth) {
        List<Given> given =
                reach.stream().filter(each -> PRINTED.contains(each.type())).toList();
        if (!given.isEmpty() && random.nextBoolean()) {
            return Draw.one(random, given);
        }
        String type = Draw.one(random, PRINTED);
        Value value = depth < DEEPEST && random.nextBoolean() ? computed(type, reach, depth + 1) : null;
        return value == null ? new Stored(variable(type, false)) : value;
    }

    private @Nullable Value computed(String type, List<Given> reach, int depth) {
        List<Recipe> fitting = recipes.values().stream()
                .filter(recipe -> {
                    String out = recipe.gives().getFirst().type();
                    return out.equals(type) || (!type.equals("Object") && isA(out, type));
                })
                .toList();
        for (int i = 0; i < MOST_TRIES && !fitting.isEmpty(); i++) {
            Recipe recipe = Draw.one(random, fitting);
            Value value = computed(recipe, inputs(recipe, recipe.type(), recipe.inputs(), Map.of(), reach, depth + 1));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Value object(String type, String pin, List<Given> reach, int depth) {
        if (pin.equals("Target") && isA(parent, type) && random.nextInt(10) < 7) {
            return new Itself(parent);
        }
        List<Given> given =
                reach.stream().filter(each -> fits(each.type(), type)).toList();
        if (!given.isEmpty() && random.nextInt(10) < 7) {
            return Draw.one(random, given);
        }
        if (depth < DEEPEST && random.nextBoolean()) {
            Value computed = computed(type, reach, depth);
            if (computed != null) {
                return computed;
            }
        }
        List<String> kinds = COMPONENTS.stream().filter(each -> isA(each, type)).toList();
        return kinds.isEmpty() ? null : new Stored(variable(Draw.one(random, kinds), false));
    }

    /** A variable of a type: one that is there, or a new one. */
    private Declared variable(String type, boolean set) {
        List<Declared> there = variables.values().stream()
                .filter(each -> each.type().equals(type))
                .toList();
        if (!there.isEmpty() && random.nextInt(set ? 2 : 4) > 0) {
            return Draw.one(random, there);
        }
        boolean plain = PLAIN.contains(type) && !type.equals("Vector");
        Literal initial = plain && random.nextBoolean() ? said.of(Said.usual(type), "") : null;
        String name = names.variable(type);
        Declared variable = new Declared(
                name,
                type,
                initial == null ? "" : initial.dsl(),
                initial == null ? "" : initial.english().getFirst());
        variables.put(name, variable);
        return variable;
    }
}
