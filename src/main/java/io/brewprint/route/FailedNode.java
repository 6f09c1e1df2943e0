package io.brewprint.route;

import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/** Remembers at which node of a route an exchange failed, as "NODE (FILE:LINE)": Camel's own error does not say. */
final class FailedNode implements InterceptStrategy {
    private static final String PROPERTY = "brewprint.failedNode";

    private record Failure(Throwable error, String id, String place) {}

    private static @Nullable Failure failure(Exchange exchange, Throwable error) {
        Failure failure = exchange.getProperty(PROPERTY, Failure.class);
        return failure == null || failure.error != error ? null : failure;
    }

    /** The id of the node where this error came up, if it did in a node of a route. */
    static @Nullable String id(Exchange exchange, Throwable error) {
        Failure failure = failure(exchange, error);
        return failure == null ? null : failure.id;
    }

    /** The error with its node named. */
    static Fault fault(Exchange exchange, Throwable error, String remedy) {
        Failure failure = failure(exchange, error);
        Fault fault = Fault.of(error);
        return new Fault(
                fault.category(),
                "route",
                "node " + (failure == null ? "" : failure.place) + " of the routes failed: " + fault.what(),
                Where.NOWHERE,
                remedy,
                error);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String id = String.valueOf(definition.getId());
        String place = definition.getLocation() == null
                ? id
                : id + " (" + definition.getLocation() + ":" + definition.getLineNumber() + ")";
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, sync -> {
                    note(exchange, id, place);
                    callback.done(sync);
                });
            }
        };
    }

    // The innermost node sees the error first.
    private static void note(Exchange exchange, String id, String place) {
        Throwable error = exchange.getException();
        if (error != null && failure(exchange, error) == null) {
            exchange.setProperty(PROPERTY, new Failure(error, id, place));
        }
    }
}
