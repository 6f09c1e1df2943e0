package io.brewprint.translate;

import io.brewprint.blueprint.UnrealType;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.Field;
import io.brewprint.clipboard.Literals;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.clipboard.Pin;
import io.brewprint.clipboard.UserPin;
import io.brewprint.dsl.Edge;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.Node;
import io.brewprint.dsl.TypePath;
import io.brewprint.dsl.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The paths of those types that a document names and that its short names would not lead back to. */
final class TypePaths {
    private final Set<String> used = new HashSet<>();
    private final TreeMap<String, TypePath> found = new TreeMap<>();

    private TypePaths() {}

    /** A declared type as pins have it. */
    static UnrealType unreal(TypePath type) {
        return new UnrealType(type.category(), "", type.path().equals("None") ? "" : type.path(), "None");
    }

    static List<TypePath> of(List<ClipObject> objects, List<Variable> variables, List<Graph> graphs) {
        var paths = new TypePaths();
        variables.forEach(variable -> paths.use(variable.type()));
        for (Graph graph : graphs) {
            // Graphs of other kinds are not written back.
            if (graph.kind() == null) {
                graph.edges().stream().map(Edge::type).forEach(paths::use);
                graph.nodes().forEach(paths::parameters);
            }
        }
        for (ClipObject object : objects) {
            for (Pin pin : object.pins()) {
                paths.note(
                        pin.category(), pin.value("PinType.PinSubCategory"), pin.value("PinType.PinSubCategoryObject"));
            }
            for (UserPin pin : object.userPins()) {
                List<Field> type = Literals.fields(pin.value("PinType"));
                paths.note(
                        field(type, "PinCategory"), field(type, "PinSubCategory"), field(type, "PinSubCategoryObject"));
            }
        }
        return new ArrayList<>(paths.found.values());
    }

    private static String field(List<Field> fields, String key) {
        return fields.stream()
                .filter(field -> field.key().equals(key))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    private void parameters(Node node) {
        node.attribute("@Params").ifPresent(this::use);
        node.attribute("@Pins").ifPresent(this::use);
        node.attribute("@Types").ifPresent(this::use);
        node.attribute("@Split").ifPresent(this::use);
    }

    private void use(@Nullable String type) {
        if (type != null) {
            used.addAll(List.of(type.split("[<>,=():\"& ]+")));
        }
    }

    private void note(String spelled, String sub, String object) {
        ObjectRef ref = ObjectRef.of(object);
        String category = Pin.usual(spelled);
        if (category.equals("float")) {
            // Unreal 4 has no real numbers by that name, and takes none.
            found.putIfAbsent("Float", new TypePath("Float", "float", "None"));
        }
        String kind = switch (category) {
            case "object", "class", "softobject", "softclass", "interface" -> "object";
            case "struct" -> "struct";
            case "byte", "enum" -> "byte";
            default -> "";
        };
        if (kind.isEmpty() || ref.isNone() || sub.equalsIgnoreCase("self")) {
            return;
        }
        String name = PinTypes.className(ref);
        UnrealType derived = UnrealType.of(name);
        if (used.contains(name)
                && !(derived.path().equals(ref.path()) && derived.category().equals(kind))) {
            // Of two types with one short name the first by its path is taken, whatever their order in the text.
            found.merge(
                    name,
                    new TypePath(name, kind, ref.path()),
                    (a, b) -> a.path().compareTo(b.path()) <= 0 ? a : b);
        }
    }
}
