package io.brewprint.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BooleanSupplier;

/** Work that runs in a child JVM, by what its job file says. */
public interface Job {
    /**
     * Does the work.
     *
     * @param job the job file's content
     * @param stop to be asked at each safe boundary
     * @return the result
     * @throws StoppedException where it ended at a safe boundary on request, with what it reached
     */
    JsonNode run(JsonNode job, EventWriter events, BooleanSupplier stop) throws Exception;
}
