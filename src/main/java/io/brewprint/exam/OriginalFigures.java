package io.brewprint.exam;

import org.jspecify.annotations.Nullable;

/**
 * The original's two scores of an exam.
 *
 * @param validShare answers in which its validator finds no error; null where that is not known
 * @param score mean share of the expected lines; null where that is not known
 */
public record OriginalFigures(
        @Nullable Double validShare, @Nullable Double score) {
    /** Adds up, an answer at a time. */
    static final class Sum {
        private int told;
        private int valid;
        private int scored;
        private double score;

        void valid(boolean is) {
            told++;
            valid += is ? 1 : 0;
        }

        void score(double of) {
            scored++;
            score += of;
        }

        void add(Sum other) {
            told += other.told;
            valid += other.valid;
            scored += other.scored;
            score += other.score;
        }

        /** A figure that nothing was said of is absent. */
        OriginalFigures figures() {
            return new OriginalFigures(
                    told == 0 ? null : Double.valueOf((double) valid / told),
                    scored == 0 ? null : Double.valueOf(score / scored));
        }
    }
}
