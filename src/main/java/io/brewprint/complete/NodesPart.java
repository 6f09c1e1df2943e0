package io.brewprint.complete;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.blueprint.NodeType;
import io.brewprint.blueprint.PinSpec;
import io.brewprint.blueprint.TypeRules;
import io.brewprint.dsl.NodeChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@link GrammarPage} says of pins, attributes, types and values. */
final class NodesPart {
    /** What each attribute says that names a node. */
    private static final Map<String, String> SAYS = Map.of(
            "VarName", "the variable that is read or written",
            "EventName", "the name by which the event is called",
            "ActionName", "the action mapping of the project's input settings",
            "AxisName", "the axis mapping of the project's input settings",
            "Key", "the key, as Unreal names it: E, SpaceBar, LeftMouseButton",
            "InputAction", "the path of the input action asset",
            "TimelineName", "the timeline's name",
            "Component", "the component whose event it is");

    private NodesPart() {}

    static String text() {
        var out = new StringBuilder();
        naming(out);
        pins(out);
        types(out);
        values(out);
        return out.toString();
    }

    private static void naming(StringBuilder out) {
        out.append("""

                ## Attributes that name a node

                | attribute | says | of | needed |
                |---|---|---|---|
                """);
        NodeCatalog catalog = NodeCatalog.standard();
        for (String key : new TreeSet<>(catalog.keyAttributes())) {
            List<String> types = catalog.types().stream()
                    .filter(type -> names(catalog, type, key))
                    .map(NodeType::name)
                    .toList();
            // Which event a component has is said by its delegate, not by a type of the catalog.
            String of = types.isEmpty() ? "events with `@Delegate`" : code(types);
            String needed =
                    !types.isEmpty() && types.stream().allMatch(type -> NodeChecks.isRequired(type, key)) ? "yes" : "";
            out.append("| `").append(key).append("` | ").append(SAYS.get(key)).append(" | ");
            out.append(of).append(" | ").append(needed).append(" |\n");
        }
    }

    private static boolean names(NodeCatalog catalog, NodeType type, String key) {
        return key.equals("VarName")
                ? NodeChecks.isRequired(type.name(), key)
                : catalog.rule(type.className()).keys().stream()
                        .anyMatch(rule -> rule.attribute().equals(key));
    }

    private static void pins(StringBuilder out) {
        NodeSignature cast = NodeCatalog.standard().signature("CastToX");
        List<PinSpec> pins = cast == null ? List.of() : cast.pins();
        out.append("""

                ## Pins

                Which pins a node has: `brewprint prompt --full` lists the usual types with their pins, the file
                `src/main/resources/io/brewprint/blueprint/pins.tsv` all of them with types and defaults (`~` is hidden, `&` must be
                wired), and `validate` names those that a node has where a wire or attribute names another.

                - An input takes its value from a wire or from the attribute of its name: `Delay [Duration=2.0]`. One that has
                  neither has Unreal's own default, which no answer needs to write: `translate` leaves out what an export has at its
                  default, `format` leaves what is written, and to `compare` and an exam's exact mark a written default is a
                  difference.
                - `Target` is the Blueprint itself where nothing is wired.
                """);
        out.append("- `CastToX` has ")
                .append(names(pins, false))
                .append(" and gives ")
                .append(names(pins, true));
        out.append("""
                .
                - `CallFunction [@Function=Die]` calls the Blueprint's own function, or its event `Event_Custom [EventName=Die]`; it has
                  `Execute`, `Then`, `Target` and what the function's parameters are called.
                - A struct pin may be split into its members, each a pin of its own:
                  `SpawnActorFromClass [ActorClass=BP_Coin, SpawnTransform_Location="0, 0, 50"]`, or a wire to
                  `n2.SpawnTransform_Location`. The members of""");
        var structs = new ArrayList<String>();
        for (String struct : List.of("Transform", "Vector", "Rotator")) {
            structs.add(" `" + struct + "` are "
                    + code(List.copyOf(TypeRules.members(struct).keySet())));
        }
        out.append(String.join(", of", structs)).append(".\n");
    }

    private static String names(List<PinSpec> pins, boolean output) {
        return code(pins.stream()
                .filter(pin -> pin.output() == output && !pin.isPattern())
                .map(PinSpec::name)
                .toList());
    }

    private static void types(StringBuilder out) {
        out.append("""

                ## Types

                | kind | names |
                |---|---|
                """);
        TypeRules.namesByKind()
                .forEach((kind, names) -> out.append("| ")
                        .append(kind)
                        .append(" | ")
                        .append(code(names))
                        .append(" |\n"));
        out.append("""
                | object | any class of the engine by its name without prefix, such as `Actor` or `StaticMeshComponent`; one of the game as `BP_Door`; `Self` |
                | container | `Array<T>`, `Set<T>`, `Map<K,V>` |
                | reference | `Class<T>`, `SoftObject<T>`, `SoftClass<T>`, `Interface<T>` |
                | other | `Delegate`, `MulticastDelegate`, `Wildcard`; another enum as `EName`, another struct by a TYPE line |
                """);
        var spellings = new TreeMap<String, List<String>>();
        new TreeMap<>(TypeRules.spellings())
                .forEach((other, usual) -> spellings
                        .computeIfAbsent(usual, key -> new ArrayList<>())
                        .add(other));
        out.append("\nOther spellings are read with a hint: ")
                .append(spellings.entrySet().stream()
                        .map(entry -> code(entry.getValue()) + " as `" + entry.getKey() + "`")
                        .collect(Collectors.joining("; ")))
                .append(".\n");
    }

    private static void values(StringBuilder out) {
        out.append("""

                ## Values

                | of | written | example |
                |---|---|---|
                | `Bool` | true or false | `Looping=true` |
                | `Int`, `Float` | a number | `Time=4.5` |
                | `String`, `Name`, `Text` | the text, in quotes unless it is one word: a comma, bracket or open parenthesis needs them | `InString="Hi there, you"` |
                """);
        for (String type : List.of("Vector", "Rotator")) {
            List<String> members = TypeRules.order(type).stream()
                    .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                    .toList();
            out.append("| `")
                    .append(type)
                    .append("` | ")
                    .append(String.join(", ", members))
                    .append(" in quotes | `")
                    .append(type.equals("Vector") ? "NewLocation=\"0, 0, 42\"" : "DeltaRotation=\"0, 1.5, 0\"")
                    .append("` |\n");
        }
        out.append("""
                | other structs | members by name, in parentheses | `TextColor=(R=1.0,G=0.0,B=0.0,A=1.0)` |
                | classes | the name, or the path of an asset | `ActorClass=BP_Coin` |
                | enums | the entry's name in Unreal | `Visibility=Hidden` |
                """);
    }

    private static String code(List<String> names) {
        return names.isEmpty() ? "" : "`" + String.join("`, `", names) + "`";
    }
}
