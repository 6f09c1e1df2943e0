package io.brewprint.route;

import io.brewprint.config.Fault;
import io.brewprint.config.Home;
import io.brewprint.config.Where;
import io.brewprint.cycle.Stage;
import io.brewprint.cycle.StageSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * All files of routes of a home, read but not started: which routes there are, in which order the cycle calls its
 * stages, and what is wrong with which file. A file that is at fault does not hide the others.
 */
final class RouteBook {
    /** The route that calls the stages. */
    static final String CYCLE = "cycle";
    /** What makes the route of a stage that has none of its own. */
    static final String TEMPLATE = "stage";
    /** What the ids of the stages' routes begin with. */
    static final String PREFIX = "stage.";

    private static final String CALL = "direct:" + PREFIX;

    private final StageSet stages;
    private final List<RouteFile> files = new ArrayList<>();
    private final List<RouteInfo> routes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Where> ids = new HashMap<>();
    private final Map<String, Where> labels = new HashMap<>();
    private final List<Stage> order = new ArrayList<>();
    private final List<String> templated = new ArrayList<>();
    private @Nullable RouteInfo template;

    private RouteBook(StageSet stages) {
        this.stages = stages;
    }

    /** Reads them. */
    static RouteBook of(Home home, StageSet stages) throws IOException {
        RouteBook book = new RouteBook(stages);
        RouteFile.Found found = RouteFile.of(home);
        book.faults.addAll(found.faults());
        for (RouteFile file : found.files()) {
            try {
                book.add(file);
                book.files.add(file);
            } catch (Fault e) {
                book.faults.add(e);
            }
        }
        if (book.find(CYCLE).isPresent()) {
            book.templated();
        } else if (book.faults.isEmpty()) {
            book.faults.add(new Fault(
                    "no_cycle",
                    "no route is called " + CYCLE,
                    Where.in(home.relative(home.routes())),
                    "give one from direct:" + CYCLE + " that calls the stages"));
        }
        return book;
    }

    /** The files without a fault. */
    List<RouteFile> files() {
        return List.copyOf(files);
    }

    /** What is wrong, in the order of the files. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The routes, in the order of the files; those that a template makes after the cycle's. */
    List<RouteInfo> routes() {
        return List.copyOf(routes);
    }

    /** The stages that the cycle calls, in its order. */
    List<Stage> order() {
        return List.copyOf(order);
    }

    /** Ids of the stages whose routes the template makes. */
    List<String> fromTemplate() {
        return List.copyOf(templated);
    }

    /** Where a route of this id stands. */
    Optional<RouteInfo> find(String id) {
        return routes.stream().filter(route -> route.id().equals(id)).findFirst();
    }

    /** Where the node of a route stands that Camel names so in its messages. */
    Where place(String route, String label) {
        Where node = labels.get(route + " " + label);
        return node == null ? find(route).map(RouteInfo::where).orElse(Where.NOWHERE) : node;
    }

    /** YAML as Camel takes it. */
    static Resource resource(RouteFile file) {
        return ResourceHelper.fromString(file.shown(), file.text());
    }

    // Read into a context of its own: one context would silently replace a route by the next of the same id.
    private void add(RouteFile file) {
        YamlShape.check(file);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setSourceLocationEnabled(true);
            PluginHelper.getRoutesLoader(context).loadRoutes(resource(file));
            List<RouteInfo> own = new ArrayList<>();
            for (RouteDefinition route : context.getRouteDefinitions()) {
                own.add(route(file, route));
            }
            for (RouteTemplateDefinition each : context.getRouteTemplateDefinitions()) {
                unique(file, "template " + each.getId(), each.getLineNumber());
                if (TEMPLATE.equals(each.getId())) {
                    template = info(file, each.getId(), each.getRoute(), each.getLineNumber());
                }
            }
            routes.addAll(own);
        } catch (Fault e) {
            throw e;
        } catch (Exception e) {
            throw RouteFault.reading(file, e);
        }
    }

    private RouteInfo route(RouteFile file, RouteDefinition route) {
        if (route.getInput() == null) {
            throw new Fault(
                    "no_from", "the route has no from", at(file.shown(), route.getLineNumber()), "say where it begins");
        }
        String id = route.getRouteId() == null ? file.name() + ":" + route.getLineNumber() : route.getRouteId();
        unique(file, id, route.getLineNumber());
        RouteInfo info = info(file, id, route, route.getLineNumber());
        if (id.equals(CYCLE)) {
            order(file, route);
        }
        return info;
    }

    private RouteInfo info(RouteFile file, String id, RouteDefinition route, int line) {
        List<String> nodes = new ArrayList<>();
        for (ProcessorDefinition<?> node : nodes(route)) {
            if (node.getId() != null && !id.equals(TEMPLATE)) {
                unique(file, node.getId(), node.getLineNumber());
            }
            nodes.add(node.getId() == null ? node.getShortName() + "@" + node.getLineNumber() : node.getId());
            labels.putIfAbsent(id + " " + node, at(file.shown(), node.getLineNumber()));
        }
        return new RouteInfo(
                id, file.shown(), line, route.getDescriptionText() == null ? "" : route.getDescriptionText(), nodes);
    }

    private void unique(RouteFile file, String id, int line) {
        Where here = at(file.shown(), line);
        Where first = ids.putIfAbsent(id, here);
        if (first != null) {
            throw new Fault(
                    "duplicate_id",
                    "the id " + id + " is taken already, at " + first.text(),
                    here,
                    "give one of the two another id");
        }
    }

    private void order(RouteFile file, RouteDefinition cycle) {
        for (ProcessorDefinition<?> node : nodes(cycle)) {
            String uri = node instanceof ToDefinition to ? String.valueOf(to.getUri()) : "";
            if (!uri.startsWith(CALL)) {
                continue;
            }
            Where here = at(file.shown(), node.getLineNumber());
            String id = uri.substring(CALL.length());
            Stage stage = stages.find(id)
                    .orElseThrow(() -> new Fault(
                            "no_stage",
                            "no stage is called " + id + "; there are " + stages.ids(),
                            here,
                            "mend the name"));
            if (order.contains(stage)) {
                throw new Fault("stage_twice", "stage " + id + " is called already", here, "call it once");
            }
            for (Stage before : order) {
                if (before.after().contains(id)) {
                    throw new Fault(
                            "stage_order",
                            "stage " + before.id() + " reads what " + id + " makes, and stands before it",
                            here,
                            "call " + id + " first");
                }
            }
            order.add(stage);
        }
    }

    private void templated() {
        for (Stage stage : order) {
            if (ids.containsKey(PREFIX + stage.id())) {
                continue;
            }
            RouteInfo from = template;
            if (from == null) {
                faults.add(new Fault(
                        "no_route",
                        "no route is called " + PREFIX + stage.id() + ", and no routeTemplate " + TEMPLATE
                                + " would make it",
                        find(CYCLE).map(RouteInfo::where).orElse(Where.NOWHERE),
                        "give one of the two"));
                return;
            }
            templated.add(stage.id());
            routes.add(new RouteInfo(
                    PREFIX + stage.id(),
                    from.file(),
                    from.line(),
                    stage.name(),
                    from.nodes().stream()
                            .map(node -> node.replace("{{id}}", stage.id()))
                            .toList()));
        }
    }

    private static List<ProcessorDefinition<?>> nodes(RouteDefinition route) {
        List<ProcessorDefinition<?>> out = new ArrayList<>();
        for (ProcessorDefinition<?> node :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)) {
            out.add(node);
        }
        return out;
    }

    private static Where at(String file, int line) {
        return new Where(file, Math.max(1, line), 1);
    }
}
