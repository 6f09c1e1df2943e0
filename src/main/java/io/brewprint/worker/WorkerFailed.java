package io.brewprint.worker;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.nio.file.Path;

/** A child process reported a fault, stalled or died. */
public final class WorkerFailed extends Fault {
    private static final long serialVersionUID = 1L;

    /** @param remedy what to do about it, empty where nothing is known */
    public WorkerFailed(ErrorCategory category, String what, String remedy) {
        super(category, "worker", what, Where.NOWHERE, remedy);
    }

    /** What the child itself said, in its own words; of what nobody can mend from them the log tells more. */
    WorkerFailed(Fault said, Path log) {
        super(
                said.category(),
                said.code(),
                said.what(),
                said.where(),
                said.category() == ErrorCategory.BAD_INPUT ? said.remedy() : "see " + log);
    }
}
