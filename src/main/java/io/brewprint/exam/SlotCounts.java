package io.brewprint.exam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Slots counted: of one answer, or of a whole exam.
 *
 * @param expected that the expected documents state
 * @param given that the answers state
 * @param right that are the same at the same place
 */
@JsonIgnoreProperties(
        value = {"recall", "precision"},
        allowGetters = true)
public record SlotCounts(int expected, int given, int right) {
    /** Nothing. */
    public static final SlotCounts NONE = new SlotCounts(0, 0, 0);

    /** Both together. */
    public SlotCounts plus(SlotCounts other) {
        return new SlotCounts(expected + other.expected, given + other.given, right + other.right);
    }

    /** {@code right / expected}; 1 where nothing is expected. */
    @JsonProperty
    public double recall() {
        return expected == 0 ? 1 : right / (double) expected;
    }

    /** {@code right / given}; 1 where nothing is given. */
    @JsonProperty
    public double precision() {
        return given == 0 ? 1 : right / (double) given;
    }
}
