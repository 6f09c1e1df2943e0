package io.brewprint.route;

import io.brewprint.config.Fault;
import io.brewprint.config.Json;
import io.brewprint.dsl.Document;
import io.brewprint.dsl.Dsl;
import io.brewprint.intake.ExportIntake;
import io.brewprint.intake.ExportTranslator;
import io.brewprint.intake.Taking;
import io.brewprint.ledger.IntakeRow;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The bean {@code exports}: the steps of one clipboard export, each a node of route {@code export}. The body is what
 * the step before gave: the file, its text, its DSL, its rows as JSON Lines. What is known so far stands in headers.
 */
public final class ExportBean {
    /** Header: the file's name as it was dropped. */
    public static final String FILE = "BrewprintFile";
    /** Header: SHA-256 of its bytes. */
    public static final String SHA256 = "BrewprintSha256";
    /** Header: how many bytes it has. */
    public static final String BYTES = "BrewprintBytes";
    /** Header: how many nodes its graphs have. */
    public static final String NODES = "BrewprintNodes";
    /** Header: how many links they have. */
    public static final String LINKS = "BrewprintLinks";
    /** Header: the name of its .dsl file. */
    public static final String DSL_FILE = "BrewprintDslFile";
    /** Header: how many rows it gave. */
    public static final String ROWS = "BrewprintRows";
    /** Header: processed or failed. */
    public static final String OUTCOME = "BrewprintOutcome";
    /** Header: why it failed. */
    public static final String REASON = "BrewprintReason";

    /** Property: the row that the file was given in the end. */
    static final String ROW = "brewprint.intakeRow";

    private static final String TAKING = "brewprint.taking";
    private static final String REPORT = "brewprint.report";
    private static final String DSL = "brewprint.dsl";
    private static final String PREFIX = "export.";

    private final ExportIntake exports;

    ExportBean(ExportIntake exports) {
        this.exports = exports;
    }

    /** File to text. One that needs no work, as its bytes are known, ends here. */
    public void take(Exchange exchange) throws IOException {
        File file = exchange.getMessage().getBody(File.class);
        if (file == null) {
            throw new IllegalArgumentException("the body is no file");
        }
        Taking taking = exports.inbox().begin(file.toPath());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                taking.close();
            }
        });
        exchange.setProperty(TAKING, taking);
        header(exchange, FILE, taking.name());
        header(exchange, SHA256, taking.sha256());
        header(exchange, BYTES, taking.size());
        if (taking.open()) {
            exchange.getMessage().setBody(ExportIntake.text(taking));
            return;
        }
        taking.row().ifPresent(row -> ended(exchange, row));
        exchange.setRouteStop(true);
    }

    /** Text to DSL. */
    public void translate(Exchange exchange) {
        ExportTranslator.Translated out = exports.translate(taking(exchange).name(), text(exchange));
        exchange.setProperty(REPORT, Json.write(out.report()));
        Document document = Dsl.parse(out.dsl()).document();
        header(
                exchange,
                NODES,
                document.graphs().stream().mapToInt(g -> g.nodes().size()).sum());
        header(
                exchange,
                LINKS,
                document.graphs().stream().mapToInt(g -> g.edges().size()).sum());
        exchange.getMessage().setBody(out.dsl());
    }

    /** Writes the DSL, which stays the body. */
    public void write(Exchange exchange) throws IOException {
        String dsl = text(exchange);
        Path file = exports.write(taking(exchange), dsl);
        exchange.setProperty(DSL, dsl);
        header(exchange, DSL_FILE, String.valueOf(file.getFileName()));
    }

    /** DSL to rows, as JSON Lines. */
    public void narrate(Exchange exchange) {
        exchange.getMessage().setBody(ExportIntake.narrate(output(exchange), dsl(exchange)));
    }

    /** Keeps the rows for the dataset. */
    public void addRows(Exchange exchange) throws IOException {
        header(exchange, ROWS, exports.addRows(taking(exchange), output(exchange), dsl(exchange), text(exchange)));
    }

    /** Gives the file its row in the ledger and moves it to processed/. */
    public void move(Exchange exchange) throws IOException {
        ended(exchange, taking(exchange).done(exchange.getProperty(REPORT, String.class)));
    }

    /** Moves a file to failed/ with its reason. A disk or ledger that fails us is not the file's fault: it stays. */
    public void refuse(Exchange exchange) throws Exception {
        Exception error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Taking taking = exchange.getProperty(TAKING, Taking.class);
        if (error == null || taking == null || !taking.open()) {
            throw error == null ? new IllegalStateException("nothing failed") : error;
        }
        String node = FailedNode.id(exchange, error);
        boolean ours = node == null || node.startsWith(PREFIX);
        Throwable cause = error.getCause() instanceof StackOverflowError deep ? deep : error;
        Throwable why = ours ? cause : FailedNode.fault(exchange, error, "mend the node, then drop the file again");
        taking.fail(why).ifPresent(row -> ended(exchange, row));
    }

    private static void ended(Exchange exchange, IntakeRow row) {
        exchange.setProperty(ROW, row);
        header(exchange, OUTCOME, row.outcome());
        if (row.reason() != null) {
            header(exchange, REASON, row.reason());
        }
    }

    private static void header(Exchange exchange, String name, Object value) {
        exchange.getMessage().setHeader(name, value);
    }

    private static String text(Exchange exchange) {
        String body = exchange.getMessage().getBody(String.class);
        if (body == null) {
            throw new Fault("route", "the node before gave no text", "mend the route");
        }
        return body;
    }

    private static Taking taking(Exchange exchange) {
        return needed(exchange, TAKING, Taking.class, "take");
    }

    private static String dsl(Exchange exchange) {
        return needed(exchange, DSL, String.class, "write");
    }

    private static Path output(Exchange exchange) {
        return taking(exchange).output().orElseThrow(() -> lacks("write"));
    }

    private static <T> T needed(Exchange exchange, String property, Class<T> type, String step) {
        T value = exchange.getProperty(property, type);
        if (value == null) {
            throw lacks(step);
        }
        return value;
    }

    private static Fault lacks(String step) {
        return new Fault("route", "step " + step + " of bean exports was not called before", "mend the route");
    }
}
