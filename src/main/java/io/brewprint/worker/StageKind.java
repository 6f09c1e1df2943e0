package io.brewprint.worker;

import io.brewprint.config.ErrorTable;

/** What a stage is: by that the configuration's {@code errors} say how often it is tried and how long it may take. */
public enum StageKind {
    /** Makes or changes data. */
    DATA,
    /** Checks data. */
    VALIDATE,
    /** Trains. */
    TRAINING,
    /** Measures a model. */
    EVAL,
    /** Examines a model, or lets it practise. */
    EXAM,
    /** Anything else. */
    UTILITY;

    /** Its row of a table. */
    public ErrorTable.Patience in(ErrorTable table) {
        return switch (this) {
            case DATA -> ErrorTable.Patience.of(table.dataWaits(), table.dataLimitSeconds());
            case VALIDATE -> ErrorTable.Patience.of(table.validateWaits(), table.validateLimitSeconds());
            case TRAINING -> ErrorTable.Patience.of(table.trainingWaits(), table.trainingLimitSeconds());
            case EVAL -> ErrorTable.Patience.of(table.evalWaits(), table.evalLimitSeconds());
            case EXAM -> ErrorTable.Patience.of(table.examWaits(), table.examLimitSeconds());
            case UTILITY -> ErrorTable.Patience.of(table.utilityWaits(), table.utilityLimitSeconds());
        };
    }
}
