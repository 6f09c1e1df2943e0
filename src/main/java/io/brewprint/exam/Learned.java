package io.brewprint.exam;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tuned model knows anything that is not to be had without training: from its base, asked in the form that
 * suits it better, and from looking up the nearest row of the training data.
 *
 * @param beatsBase absent where the base was not asked the same prompts
 * @param beatsRetrieval absent where nothing was looked up
 * @param sentence the same in words
 * @param base what the first rests on
 * @param retrieval what the second rests on
 */
public record Learned(
        @Nullable Boolean beatsBase,
        @Nullable Boolean beatsRetrieval,
        String sentence,
        @Nullable Against base,
        @Nullable Against retrieval) {
    /**
     * Compares on the prompts of {@code tuned}.
     *
     * @param who the tuned model
     * @param base marks of its base's better form; empty where it was not asked
     * @param retrieval marks of what was looked up; empty where nothing was
     */
    public static Learned of(String who, List<Mark> tuned, List<Mark> base, List<Mark> retrieval) {
        Against first = Against.of(tuned, base).orElse(null);
        Against second = Against.of(tuned, retrieval).orElse(null);
        return new Learned(
                first == null ? null : first.beats(),
                second == null ? null : second.beats(),
                sentence(who, Optional.ofNullable(first), Optional.ofNullable(second)),
                first,
                second);
    }

    private static String sentence(String who, Optional<Against> base, Optional<Against> retrieval) {
        if (base.isEmpty() && retrieval.isEmpty()) {
            return "whether " + who
                    + " has learned anything is not known: neither its base nor retrieval was asked the same";
        }
        boolean loses = base.filter(against -> !against.beats()).isPresent()
                || retrieval.filter(against -> !against.beats()).isPresent();
        String parts = part("the base", base) + " and " + part("retrieval", retrieval);
        return loses
                ? who + " has learned nothing that the base or retrieval does not give: it " + parts
                : who + " " + parts;
    }

    private static String part(String other, Optional<Against> against) {
        return against.map(each -> (each.beats() ? "beats " : "does not beat ") + other + " (" + each.words() + ")")
                .orElse("was not compared with " + other);
    }
}
