package io.brewprint.translate;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.clipboard.Clip;
import io.brewprint.clipboard.ClipObject;
import io.brewprint.clipboard.ClipboardException;
import io.brewprint.clipboard.ClipboardParser;
import io.brewprint.clipboard.Diagnostic;
import io.brewprint.clipboard.ObjectRef;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.dsl.Graph;
import io.brewprint.dsl.TypePath;
import io.brewprint.dsl.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unreal's clipboard text to a DSL document, with an account of what was kept. */
public final class Translator {
    /** Each round only adds; three have settled every text seen. */
    private static final int MOST_ROUNDS = 5;

    private final NodeCatalog catalog;

    /** With the standard catalog. */
    public Translator() {
        this(NodeCatalog.standard());
    }

    /** With a catalog of one's own. */
    public Translator(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Translates a text.
     *
     * @param text the clipboard text
     * @param fileName gives the Blueprint its name where the text does not
     * @throws ClipboardException when the text holds no object or exceeds a limit
     */
    public Translation translate(String text, String fileName) {
        return translate(ClipboardParser.parse(text), fileName);
    }

    /** Translates a parsed text; the name of its file names the Blueprint where the text does not. */
    public Translation translate(Clip clip, String fileName) {
        List<ClipObject> objects = clip.objects();
        var parts = new ArrayList<Part>();
        var names = new Level.Names();
        Map<ClipObject, List<String>> within = new HashMap<>();
        var census = new ArrayList<Census>();
        var diagnostics = new ArrayList<Diagnostic>();
        for (Level level : Level.of(objects)) {
            var roles = new Roles(level.objects());
            var wiring = new ClipLinks(level.objects(), roles);
            census.add(new Census(level.objects()));
            diagnostics.addAll(wiring.diagnostics());
            Map<Groups.Key, List<ClipObject>> groups = new Groups(catalog, roles, wiring).of(level.objects());
            groups.forEach((key, members) -> {
                // Knots that join nothing: a graph without a node would be an error.
                boolean bare = members.stream().allMatch(object -> roles.of(object) == Roles.Role.KNOT);
                if (groups.size() == 1 || !bare) {
                    String name = names.unique(level.name().isEmpty() ? key.graph() : level.name());
                    parts.add(new Part(name, key.kind().equals("K2") ? null : key.kind(), members, roles, wiring));
                    if (level.holder() != null) {
                        within.computeIfAbsent(level.holder(), node -> new ArrayList<>())
                                .add(name);
                    }
                }
            });
        }
        var plain = new ArrayList<Graph>();
        var sources = new ArrayList<GraphTranslator>();
        var orders = new ArrayList<List<ClipObject>>();
        for (Part part : parts) {
            var graph = new GraphTranslator(catalog, part.wiring(), part.roles(), within);
            plain.add(graph.translate(part.name(), part.kind(), part.objects()));
            sources.add(graph);
            orders.add(graph.order());
        }
        List<ClipObject> ordered = orders.stream().flatMap(List::stream).toList();
        List<Variable> variables = Variables.of(ordered);
        var graphs = new ArrayList<Graph>();
        List<TypePath> types = exact(plain, sources, ordered, variables, graphs);
        var document = new Document(name(objects, fileName), parent(objects), null, types, variables, graphs);
        String dsl = Dsl.print(document);
        return new Translation(
                document,
                dsl,
                new Reporter(catalog, clip, orders).report(census, diagnostics, dsl),
                orders.stream().map(Translator::places).toList());
    }

    /**
     * Adds to the graphs what the way back would not give; a type that a node says in short may want a line of its own,
     * and that line may tell other nodes' types.
     *
     * @return the types that the document declares
     */
    private List<TypePath> exact(
            List<Graph> plain,
            List<GraphTranslator> sources,
            List<ClipObject> objects,
            List<Variable> variables,
            List<Graph> into) {
        into.addAll(plain);
        for (int round = 0; ; round++) {
            List<TypePath> types = TypePaths.of(objects, variables, into);
            var exactness = new Exactness(catalog, types, variables);
            var next = new ArrayList<Graph>();
            for (int i = 0; i < into.size(); i++) {
                next.add(exactness.of(into.get(i), sources.get(i)));
            }
            boolean settled = next.equals(into) || round == MOST_ROUNDS;
            into.clear();
            into.addAll(next);
            if (settled) {
                return exactness.hasFloats()
                        ? types
                        : types.stream()
                                .filter(type -> !type.category().equals("float"))
                                .toList();
            }
        }
    }

    private static Map<String, Translation.Place> places(List<ClipObject> order) {
        Map<String, Translation.Place> places = new HashMap<>();
        for (ClipObject object : order) {
            places.put(
                    "n" + (places.size() + 1),
                    new Translation.Place(
                            Comments.number(object, "NodePosX", "X"), Comments.number(object, "NodePosY", "Y")));
        }
        return places;
    }

    /** One graph before it is translated. */
    private record Part(String name, @Nullable String kind, List<ClipObject> objects, Roles roles, ClipLinks wiring) {}

    private static String name(List<ClipObject> objects, String fileName) {
        for (ClipObject object : objects) {
            String asset = Origin.of(object).asset();
            if (!asset.isEmpty() && !asset.equals("Transient")) {
                return asset;
            }
        }
        return Origin.nameOf(fileName);
    }

    /** The class whose event is overridden; a class more special than Actor counts for more. */
    private static @Nullable String parent(List<ClipObject> objects) {
        String found = null;
        for (ClipObject object : objects) {
            ObjectRef owner = ObjectRef.of(object.field("EventReference", "MemberParent"));
            // Events of Blueprint interfaces look the same and say nothing of the parent.
            if (object.className().equals("K2Node_Event")
                    && owner.path().startsWith("/Script/")
                    && object.value("bOverrideFunction").equalsIgnoreCase("true")
                    && (found == null || found.equals("Actor"))) {
                found = owner.name();
            }
        }
        return found;
    }
}
