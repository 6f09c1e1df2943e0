package io.brewprint.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.brewprint.cycle.Key;

/** What stages hand on to later ones and to the report. */
public final class Outputs {
    /** The dataset's manifest. */
    public static final Key<JsonNode> DATASET = new Key<>("dataset", JsonNode.class);
    /** Version of the newest adapter. */
    public static final Key<Integer> VERSION = new Key<>("version", Integer.class);
    /** Exam totals: {@code {base: {..}, tuned: {..}}}. */
    public static final Key<JsonNode> EXAM = new Key<>("exam", JsonNode.class);
    /** Failed answers of the tuned model. */
    public static final Key<JsonNode> FAILED = new Key<>("failed", JsonNode.class);
    /** Whether the new version became the champion. */
    public static final Key<Boolean> PROMOTED = new Key<>("promoted", Boolean.class);

    private Outputs() {}
}
