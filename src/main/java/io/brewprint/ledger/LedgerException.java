package io.brewprint.ledger;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.nio.file.Path;

/** The ledger cannot be opened, read or written. */
public final class LedgerException extends Fault {
    private static final long serialVersionUID = 1L;

    LedgerException(Path file, String what, String remedy, Throwable cause) {
        super(ErrorCategory.of(cause), "ledger", what, Where.in(file), remedy, cause);
    }
}
