package io.brewprint.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.brewprint.cycle.CycleMode;
import io.brewprint.cycle.CycleOptions;
import io.brewprint.cycle.CycleReport;
import io.brewprint.ledger.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The recipes of docs/routes.md, as they stand there. */
@Timeout(60)
class RouteRecipesTest extends RoutesTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyDslIsCopiedElsewhere() throws Exception {
        Path copies = folder.resolve("copies");
        insert("exports.yaml", "method: write", recipe(0).replace("/srv/blueprints/dsl", slashes(copies)));
        Files.writeString(home.exports().resolve("a.txt"), "Begin a");
        Files.writeString(home.exports().resolve("b.txt"), "nothing of Unreal's");

        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            CycleReport report = routes.pipeline().run(CycleOptions.of(CycleMode.DATA_ONLY));

            assertThat(report.run().error()).isNull();
        }
        assertThat(copies.resolve("a.dsl")).hasContent("BLUEPRINT: Begin a");
        assertThat(copies).isDirectoryNotContaining("glob:**b*");
        assertThat(home.parsedBlueprints().resolve("a.dsl")).exists();
    }

    @Test
    void theReportIsPostedAndNobodyListeningIsNoMatter() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        List<String> types = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/brewprint", exchange -> {
            types.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        insert(
                "cycle.yaml",
                "uri: direct:stage.report",
                recipe(1).replace("8099", String.valueOf(server.getAddress().getPort())));
        Files.writeString(home.root().resolve("in.txt"), "input");
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            CycleReport report = routes.pipeline().run(CycleOptions.of(CycleMode.FULL));
            assertThat(report.run().error()).isNull();
        }
        // Closed by now: what is tapped is sent before the routes end.
        assertThat(bodies).containsExactly(Files.readString(home.root().resolve("report.txt")));
        assertThat(types).containsExactly("POST application/json");

        server.stop(0);
        Files.writeString(home.root().resolve("in.txt"), "other input");
        try (TestRoutes routes = start(Pipeline.Opening.ONE_SHOT)) {
            assertThat(routes.pipeline()
                            .run(CycleOptions.of(CycleMode.FULL))
                            .run()
                            .status())
                    .isEqualTo(Status.DONE);
        }
    }

    @Test
    void exportsAreTakenFromASecondFolder() throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.writeString(
                home.routes().resolve("share.yaml"), recipe(2).replace("/srv/blueprints/exports", slashes(second)));
        Files.writeString(home.exports().resolve("own.txt"), "Begin own");
        Files.writeString(second.resolve("theirs.txt"), "Begin theirs");
        Files.writeString(second.resolve("bad.txt"), "nothing of Unreal's");

        try (TestRoutes routes = start(Pipeline.Opening.DAEMON)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(ledger.intake().counts("export"))
                            .containsEntry("processed", 2L)
                            .containsEntry("failed", 1L));
            assertThat(routes.pipeline().routes()).contains("share");
        }
        assertThat(home.exports().resolve("processed/theirs.txt")).exists();
        assertThat(home.exports().resolve("failed/bad.txt")).exists();
        assertThat(second).isEmptyDirectory();
        assertThat(home.parsedBlueprints().resolve("theirs.dsl")).exists();
    }

    private static String recipe(int number) throws Exception {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(Path.of("docs/routes.md")));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertThat(blocks).hasSize(3);
        return blocks.get(number);
    }

    /** Puts a recipe after the node that ends with this line, into the home's copy of the program's file. */
    private void insert(String file, String after, String recipe) throws Exception {
        String own = Files.readString(Path.of("routes", file));
        int at = own.indexOf('\n', own.indexOf(after)) + 1;
        assertThat(own).containsOnlyOnce(after);
        Files.writeString(home.routes().resolve(file), own.substring(0, at) + recipe + own.substring(at));
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
