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
import io.brewprint.dsl.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Unreal's clipboard text to a DSL document, with an account of what was kept. */
public final class Translator {
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
        var roles = new Roles(objects);
        var wiring = new Wiring(objects, roles);
        var graphs = new ArrayList<Graph>();
        var ordered = new ArrayList<ClipObject>();
        var names = new TreeSet<String>();
        Map<Groups.Key, List<ClipObject>> groups = new Groups(catalog, roles, wiring).of(objects);
        groups.forEach((key, members) -> {
            if (groups.size() > 1 && members.stream().allMatch(object -> roles.of(object) == Roles.Role.KNOT)) {
                // Knots that join nothing: a graph without a node would be an error.
                return;
            }
            String name = key.graph();
            for (int i = 2; !names.add(name); i++) {
                name = key.graph() + "_" + i;
            }
            String kind = key.kind().equals("K2") ? null : key.kind();
            var graph = new GraphTranslator(catalog, wiring, roles);
            graphs.add(graph.translate(name, kind, members));
            ordered.addAll(graph.order());
        });
        var document = new Document(name(objects, fileName), parent(objects), null, Variables.of(ordered), graphs);
        String dsl = Dsl.print(document);
        return new Translation(document, dsl, report(clip, wiring, roles, dsl));
    }

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
            if (object.className().equals("K2Node_Event") && owner.path().startsWith("/Script/")
                    && object.value("bOverrideFunction").equalsIgnoreCase("true")
                    && (found == null || found.equals("Actor"))) {
                found = owner.name();
            }
        }
        return found;
    }

    private Report report(Clip clip, Wiring wiring, Roles roles, String dsl) {
        var census = new Census(clip);
        Document read = Dsl.parse(dsl).document();
        int nodes = 0;
        int links = 0;
        int defaults = 0;
        int comments = 0;
        for (Graph graph : read.graphs()) {
            nodes += graph.nodes().size();
            links += graph.edges().size();
            comments += graph.comments().size();
            for (Node node : graph.nodes()) {
                boolean rig = "RigVM".equals(graph.kind());
                defaults += rig ? 0 : (int) node.attributes().stream()
                        .filter(attribute -> !catalog.isKey(node.type(), attribute.name())).count();
            }
        }
        var generic = new TreeSet<String>();
        for (ClipObject object : clip.objects()) {
            if (roles.of(object) == Roles.Role.NODE && !catalog.knowsClass(object.className())) {
                generic.add(object.className().isEmpty() ? "(no class)" : object.className());
            }
        }
        var diagnostics = new ArrayList<>(clip.diagnostics());
        diagnostics.addAll(wiring.diagnostics());
        return new Report(new Count(census.nodes(), nodes), new Count(census.links(), links),
                new Count(census.defaults(), defaults), new Count(census.comments(), comments), census.outside(),
                List.copyOf(generic), lost(clip, diagnostics), diagnostics);
    }

    private static List<String> lost(Clip clip, List<Diagnostic> diagnostics) {
        var lost = new ArrayList<String>();
        for (Diagnostic diagnostic : diagnostics) {
            switch (diagnostic.kind()) {
                case BAD_LINE, BAD_PIN, NO_NAME, BAD_LINK, CUT_OFF ->
                        lost.add("line " + diagnostic.line() + ": " + diagnostic.message());
                default -> { }
            }
        }
        int composites = 0;
        for (ClipObject object : clip.objects()) {
            composites += object.className().equals("K2Node_Composite") && !object.children().isEmpty() ? 1 : 0;
        }
        if (composites > 0) {
            lost.add("links within " + composites + " collapsed graphs");
        }
        return lost;
    }
}
