package io.brewprint.cli.run;

import io.brewprint.cli.command.BaseCommand;
import io.brewprint.cli.command.ExitCode;
import io.brewprint.config.Fault;
import io.brewprint.cycle.CycleListener;
import io.brewprint.route.Parts;
import io.brewprint.route.RouteInfo;
import io.brewprint.route.Workshop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code routes}: which routes there are and where they stand; {@code routes check} says what is wrong with them. */
@Command(
        name = "routes",
        description =
                "Lists the routes of routes/*.yaml with their nodes and where they stand; \"routes check\" makes each of "
                        + "them without starting it and says what is wrong, by file and line.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: brewprint routes check"})
public final class RoutesCommand extends BaseCommand {
    /** What can be asked. */
    enum Question {
        /** Which there are. */
        list,
        /** What is wrong with them. */
        check
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "list|check",
            defaultValue = "list",
            description = "What to do (default: list).")
    private Question question = Question.list;

    private final Parts parts;

    public RoutesCommand(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected int run() throws Exception {
        try (Workshop workshop = Workshop.look(home(), config(), parts, CycleListener.NONE)) {
            boolean check = question == Question.check;
            List<RouteInfo> routes = workshop.pipeline().read();
            List<Fault> faults =
                    check ? workshop.pipeline().check() : workshop.pipeline().faults();
            if (json()) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("routes", routes);
                document.put("faults", faults.stream().map(Fault::document).toList());
                emit(document);
            } else {
                if (!check) {
                    routes.forEach(this::show);
                }
                faults.forEach(fault -> say(fault.getMessage()));
                if (check && faults.isEmpty()) {
                    say(routes.size() + " routes, nothing wrong with them");
                }
            }
            return check && !faults.isEmpty() ? ExitCode.USAGE : ExitCode.DONE;
        }
    }

    private void show(RouteInfo route) {
        say(route.id() + "  (" + route.file() + ":" + route.line() + ")  " + route.description());
        say("    " + String.join(" > ", route.nodes()));
    }
}
