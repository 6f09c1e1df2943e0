package io.brewprint.route;

import io.brewprint.intake.WatchedFolder;
import io.brewprint.ledger.IntakeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Sends files through route {@code export}, for whoever finds them without a route: the stage of one-shot runs. */
final class ExportRoute implements WatchedFolder.Taker {
    private final CamelContext context;
    private @Nullable ProducerTemplate template;

    ExportRoute(CamelContext context) {
        this.context = context;
    }

    @Override
    public synchronized Optional<IntakeRow> take(Path file) throws IOException {
        ProducerTemplate sender = template == null ? context.createProducerTemplate() : template;
        template = sender;
        Exchange exchange =
                sender.send("direct:export", each -> each.getMessage().setBody(file.toFile()));
        Exception error = exchange.getException();
        if (error instanceof IOException io) {
            throw io;
        }
        if (error != null) {
            throw new IOException(file.getFileName() + ": " + error.getMessage(), error);
        }
        return Optional.ofNullable(exchange.getProperty(ExportBean.ROW, IntakeRow.class));
    }
}
