package io.brewprint.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.Fault;
import io.brewprint.cycle.CycleMode;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.ledger.IntakeRow;
import io.brewprint.ledger.StageRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RouteBookTest extends RoutesTest {
    private static final String LOG = """
            - route:
                id: %s
                from:
                  uri: direct:%s
                  steps:
                    - log: x
            """;

    @Test
    void theProgramsOwnRoutesAreInOrder() throws Exception {
        try (TestRoutes routes = start(Pipeline.Opening.LOOK)) {
            assertThat(routes.pipeline().check()).isEmpty();
            assertThat(routes.pipeline().read())
                    .filteredOn(route -> route.id().equals("export"))
                    .singleElement()
                    .satisfies(route -> {
                        assertThat(route.file()).isEqualTo("classpath:routes/exports.yaml");
                        assertThat(route.line()).isGreaterThan(1);
                        assertThat(route.nodes())
                                .containsSubsequence(
                                        "export.take",
                                        "export.translate",
                                        "export.write",
                                        "export.narrate",
                                        "export.rows",
                                        "export.move");
                    });
            assertThat(routes.pipeline().read())
                    .filteredOn(route -> route.id().equals("stage.exam"))
                    .singleElement()
                    .satisfies(route -> assertThat(route.nodes()).containsExactly("stage.exam.run"));
        }
    }

    @Test
    void eachFaultNamesFileAndLineAndHidesNoOther() throws Exception {
        put("syntax.yaml", "- route:\n    id: one\n   from: [\n");
        put("step.yaml", LOG.formatted("two", "two").replace("log", "lag"));
        put("field.yaml", LOG.formatted("three", "three").replace("uri", "urk"));
        put("twice.yaml", LOG.formatted("exports", "four"));
        put(
                "key.yaml",
                "- route:\n    id: a\n    id: b\n    from:\n      uri: direct:c\n      steps:\n        - log: x\n");
        put("map.yaml", "route:\n  id: x\n");
        put("empty.yaml", "");
        put("component.yaml", LOG.formatted("five", "five").replace("log: x", "to: kafka:x"));
        put("bean.yaml", LOG.formatted("six", "six").replace("log: x", "bean:\n            ref: nope"));
        put("option.yaml", LOG.formatted("seven", "seven").replace("log: x", "to: direct:x?blurb=1"));
        put("from.yaml", "- route:\n    id: eight\n");
        put("routes.xml", "<routes/>");
        Files.createDirectory(home.routes().resolve("more"));
        put("notes.md", "what we have done here");
        put(".hidden.yaml", "- nonsense");
        put("good.yaml", LOG.formatted("good", "good"));

        try (TestRoutes routes = start(Pipeline.Opening.LOOK)) {
            assertThat(routes.pipeline().read()).extracting(RouteInfo::id).contains("good", "cycle", "exports");
            assertThat(routes.pipeline().check())
                    .extracting(fault -> fault.code() + " " + fault.where().text())
                    .containsExactlyInAnyOrder(
                            "yaml routes/syntax.yaml:3:4",
                            "yaml routes/step.yaml:6:11",
                            "yaml routes/field.yaml:4:12",
                            "duplicate_id routes/twice.yaml:1:1",
                            "yaml routes/key.yaml:3:5",
                            "shape routes/map.yaml:1:1",
                            "shape routes/empty.yaml:1:1",
                            "no_component routes/component.yaml:6:1",
                            "route routes/bean.yaml:6:1",
                            "route routes/option.yaml:6:1",
                            "no_from routes/from.yaml:1:1",
                            "kind routes/routes.xml",
                            "no_file routes/more");
        }
    }

    @Test
    void eachFaultIsOneLineWithARemedy() throws Exception {
        put("component.yaml", LOG.formatted("five", "five").replace("log: x", "to: kafka:x"));

        assertThatThrownBy(() -> start(Pipeline.Opening.ONE_SHOT))
                .isInstanceOf(Fault.class)
                .hasMessage(
                        "routes/component.yaml:6:1: there is no component kafka; mend the name, or put the component's "
                                + "jars into the folder lib/ of the program");
    }

    @Test
    void theOrderOfTheStagesIsTheRoutes() throws Exception {
        put("cycle.yaml", cycle("exports", "validate", "report"));

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            CycleReport report = routes.pipeline().run(CycleOptions.of(CycleMode.FULL));

            assertThat(report.run().error()).isNull();
            assertThat(report.stages()).extracting(StageRow::id).containsExactly("exports", "validate", "report");
        }
    }

    @Test
    void aCycleThatCannotBeRunIsRefused() throws Exception {
        put("cycle.yaml", cycle("exports", "exam", "dream"));
        assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.getMessage())
                        .startsWith("routes/cycle.yaml:8:1: no stage is called dream; there are exports, dataset, "));

        put("cycle.yaml", cycle("exports", "exam", "exports"));
        assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.getMessage())
                        .isEqualTo("routes/cycle.yaml:8:1: stage exports is called already; call it once"));

        put("cycle.yaml", LOG.formatted("other", "other"));
        assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("no_cycle"));

        put("cycle.yaml", cycle("exports").replace("id: stage\n", "id: stages\n"));
        assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.getMessage()).contains("no route is called stage.exports"));
    }

    @Test
    void aNodeOfAPersonSeesWhatIsKnownAndMayChangeIt() throws Exception {
        before("export.rows", """
                - setBody:
                    id: my.rows
                    simple: '{"instruction":"${header.BrewprintFile} has ${header.BrewprintNodes} nodes, \
                ${header.BrewprintBytes} bytes","output":"${header.BrewprintDslFile}"}'
                """);
        Path file = Files.writeString(home.exports().resolve("a.txt"), "Begin a");

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            assertThat(routes.take(file).orElseThrow().outcome()).isEqualTo(IntakeRow.PROCESSED);
        }
        List<String> lines = Files.readAllLines(home.exportRows().resolve("a.jsonl"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("a.txt has 0 nodes, 7 bytes").contains("a.dsl");
    }

    @Test
    void aNodeOfAPersonThatFailsRefusesTheFileByNameAndLeavesNothingOfIt() throws Exception {
        before("export.rows", """
                - throwException:
                    id: my.node
                    exceptionType: java.net.ConnectException
                    message: nobody listens
                """);
        Path file = Files.writeString(home.exports().resolve("a.txt"), "Begin a");
        Path next = Files.writeString(home.exports().resolve("b.txt"), "no export");

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            IntakeRow row = routes.take(file).orElseThrow();
            assertThat(row.outcome()).isEqualTo(IntakeRow.FAILED);
            assertThat(row.reason())
                    .contains("node my.node (routes/exports.yaml:")
                    .contains("nobody listens");
            assertThat(routes.take(next).orElseThrow().category()).isEqualTo("foreign");
        }
        assertThat(home.parsedBlueprints()).isEmptyDirectory();
        assertThat(home.exports().resolve("failed/a.txt")).exists();
    }

    @Test
    void aNodeOfAPersonThatFailsEndsTheRunByNameAndItIsResumed() throws Exception {
        String broken = cycle("exports", "dataset", "report")
                .replace(
                        "        - to: direct:stage.report",
                        "        - throwException:\n            id: my.node\n"
                                + "            exceptionType: java.net.ConnectException\n"
                                + "            message: nobody listens\n        - to: direct:stage.report");
        put("cycle.yaml", broken);
        Files.writeString(home.root().resolve("in.txt"), "input");
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            CycleReport report = routes.pipeline().run(CycleOptions.of(CycleMode.FULL));

            assertThat(report.run().error())
                    .startsWith("node my.node (routes/cycle.yaml:8) of the routes failed: nobody listens");
            assertThat(report.stages()).extracting(StageRow::id).containsExactly("exports", "dataset");
        }
        put("cycle.yaml", cycle("exports", "dataset", "report"));
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            CycleReport report = routes.pipeline().run(new CycleOptions(CycleMode.FULL, false, true, false, true));

            assertThat(report.stages()).extracting(StageRow::id).containsExactly("exports", "dataset", "report");
        }
    }

    @Test
    void aOneShotRunMakesOnlyWhatIsCalled() throws Exception {
        put("clock.yaml", LOG.formatted("clock", "x").replace("direct:x", "quartz:x/y?cron=0/1+*+*+*+*+?"));

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            assertThat(routes.pipeline().routes())
                    .contains("cycle", "export", "stage.report")
                    .doesNotContain("clock", "exports", "nightly");
        }
        try (TestRoutes routes = start(Pipeline.Opening.DAEMON)) {
            assertThat(routes.pipeline().routes()).contains("clock", "exports", "nightly", "cycle");
        }
    }

    private List<Fault> faults() throws Exception {
        try (TestRoutes routes = start(Pipeline.Opening.LOOK)) {
            return routes.pipeline().faults();
        }
    }

    private void put(String name, String text) throws Exception {
        Files.writeString(home.routes().resolve(name), text);
    }

    /** Puts nodes into the home's route of exports. */
    private void before(String node, String nodes) throws Exception {
        String place = "              - bean:\n                  id: " + node;
        String own = Files.readString(Path.of("routes/exports.yaml"));
        assertThat(own).containsOnlyOnce(place);
        put("exports.yaml", own.replace(place, nodes.indent(14) + place));
    }

    private static String cycle(String... stages) throws Exception {
        StringBuilder out =
                new StringBuilder("- route:\n    id: cycle\n    from:\n      uri: direct:cycle\n      steps:\n");
        for (String stage : stages) {
            out.append("        - to: direct:stage.").append(stage).append('\n');
        }
        String own = Files.readString(Path.of("routes/cycle.yaml"));
        return out.append(own.substring(own.indexOf("- routeTemplate:"))).toString();
    }
}
