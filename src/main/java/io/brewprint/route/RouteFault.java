package io.brewprint.route;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What Camel and its reader of YAML have to say about routes, in one line with its place. */
final class RouteFault {
    private static final Pattern NODE = Pattern.compile(">>> (.*?) <<<", Pattern.DOTALL);

    private RouteFault() {}

    /** A file that cannot be read. */
    static Fault reading(RouteFile file, Throwable error) {
        MarkedYamlEngineException marked = Fault.cause(error, MarkedYamlEngineException.class);
        if (marked == null) {
            return new Fault(
                    ErrorCategory.BAD_INPUT, "route", words(error), Where.in(file.shown()), "mend the file", error);
        }
        Mark mark = marked.getProblemMark().or(marked::getContextMark).orElse(null);
        Where where = mark == null
                ? Where.in(file.shown())
                : new Where(file.shown(), mark.getLine() + 1, mark.getColumn() + 1);
        String problem = marked.getProblem() == null ? words(error) : marked.getProblem();
        return new Fault(
                ErrorCategory.BAD_INPUT,
                "yaml",
                problem.replaceFirst("^Unknown node id: ", "no step is called ")
                        .replaceFirst("^Unsupported field: ", "there is no field "),
                where,
                "mend the file",
                error);
    }

    /** A route that cannot be made or started. */
    static Fault making(RouteBook book, Throwable error) {
        if (error instanceof Fault fault) {
            return fault;
        }
        Where where = where(book, error);
        NoSuchEndpointException endpoint = Fault.cause(error, NoSuchEndpointException.class);
        if (endpoint != null) {
            String uri = String.valueOf(endpoint.getUri());
            int colon = uri.indexOf(':');
            return new Fault(
                    ErrorCategory.BAD_INPUT,
                    "no_component",
                    "there is no component " + (colon > 0 ? uri.substring(0, colon) : uri),
                    where,
                    "mend the name, or put the component's jars into the folder lib/ of the program",
                    error);
        }
        NoSuchBeanException bean = Fault.cause(error, NoSuchBeanException.class);
        return new Fault(
                ErrorCategory.BAD_INPUT,
                "route",
                bean == null ? words(error) : "there is no bean " + bean.getName(),
                where,
                "mend the route",
                error);
    }

    private static Where where(RouteBook book, Throwable error) {
        FailedToCreateRouteException create = Fault.cause(error, FailedToCreateRouteException.class);
        if (create != null) {
            Matcher node = NODE.matcher(String.valueOf(create.getMessage()));
            return book.place(String.valueOf(create.getRouteId()), node.find() ? node.group(1) : "");
        }
        FailedToStartRouteException start = Fault.cause(error, FailedToStartRouteException.class);
        return Optional.ofNullable(start)
                .map(e -> book.place(String.valueOf(e.getRouteId()), ""))
                .orElse(Where.NOWHERE);
    }

    private static String words(Throwable error) {
        Throwable root = error;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return Fault.firstLine(root);
    }
}
