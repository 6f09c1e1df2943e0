package io.brewprint.route;

import io.brewprint.worker.StopSignal;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** The stop signal as an MBean; a service has one only when it is added to the context before the start. */
@ManagedResource(description = "Ends the running cycle at its next safe boundary")
public final class StopSignalService extends ServiceSupport implements CamelContextAware {
    private final StopSignal signal;
    private @Nullable CamelContext context;

    StopSignalService(StopSignal signal) {
        this.signal = signal;
    }

    /** Whether a stop is asked for. */
    @ManagedAttribute(description = "Whether a stop is asked for")
    public boolean isRequested() {
        return signal.requested();
    }

    /** Asks for a stop. */
    @ManagedOperation(description = "Ask for a stop at the next safe boundary")
    public void requestStop() throws IOException {
        signal.requestForHome();
    }

    /** Takes the request back. */
    @ManagedOperation(description = "Take the request back")
    public void clearStop() throws IOException {
        signal.clear();
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        this.context = context;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }
}
