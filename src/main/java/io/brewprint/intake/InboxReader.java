package io.brewprint.intake;

import io.brewprint.config.Fault;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Knows what becomes of the files of a watched folder. */
public interface InboxReader {
    /**
     * Reads one file.
     *
     * @param name as it was dropped
     * @throws Fault where it cannot be used
     */
    Product read(String name, byte[] bytes);

    /**
     * What it became.
     *
     * @param folder where it is to lie
     * @param fileName the name it would like
     * @param content its text, written in UTF-8
     * @param report JSON for the ledger, absent where there is nothing to report
     */
    record Product(
            Path folder,
            String fileName,
            String content,
            @Nullable String report) {}
}
